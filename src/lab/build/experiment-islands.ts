import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Where the islands are written; in .gitignore. */
export const islandsFolder = 'src/islands';

/**
 * An island for every experiment's folder: adding a folder is enough. Astro hydrates only a component that is imported
 * by its name, so that one island for all cannot be; the files that name them are written here, before Astro reads them.
 */
export function experimentIslands(): AstroIntegration {
  return {
    name: 'experiment-islands',
    hooks: {
      'astro:config:setup': ({ config }) => writeIslands(fileURLToPath(config.root)),
      'astro:server:setup': ({ server }) => {
        const root = server.config.root;
        const again = () => writeIslands(root);
        for (const event of ['addDir', 'unlinkDir', 'add', 'unlink'] as const) {
          server.watcher.on(event, (path) => {
            if (path.startsWith(join(root, 'src', 'experiments'))) again();
          });
        }
      },
    },
  };
}

/** Writes what has changed, so that a server at work notices nothing else. @param root the repository's folder */
export function writeIslands(root: string): void {
  const folder = join(root, islandsFolder);
  const experiments = join(root, 'src', 'experiments');
  const names = readdirSync(experiments, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(experiments, entry.name, 'params.ts')))
    .map(({ name }) => name);
  const wanted = new Map<string, string>();
  for (const name of names) {
    const own = (file: string) => existsSync(join(experiments, name, file));
    wanted.set(`${name}.astro`, astroFile(name, own('style.css')));
    wanted.set(`${name}.tsx`, componentFile(name, own('View.tsx')));
  }
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(join(folder, file));
  for (const [file, text] of wanted) {
    const path = join(folder, file);
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  }
}

const comment = 'Written by src/lab/build/experiment-islands.ts; what is changed here is lost.';

/** Begun before it is seen: what it needs is there when the reader is. */
const nearby = '600px 0px';

function astroFile(name: string, styled: boolean): string {
  return `---
// ${comment}
import { posterOf } from '../lab/build/poster.ts';
import IslandGuard from '../lab/page/stage/IslandGuard.astro';
import '../styles/experiment.css';
${styled ? `import '../experiments/${name}/style.css';\n` : ''}import Island from './${name}.tsx';

interface Props {
  /** As remark-experiments.ts counts them. */
  number?: string;
  use?: string;
  prefixed?: boolean;
}

const { prefixed = true, ...place } = Astro.props;
const { html, props } = await posterOf('${name}', { ...place, prefixed });
---

<IslandGuard />
<Island client:visible={{ rootMargin: '${nearby}' }} {...props}><Fragment set:html={html} /></Island>
`;
}

function componentFile(name: string, drawn: boolean): string {
  const folder = `../experiments/${name}`;
  return `// ${comment}
import { Stage, type IslandProps } from '../lab/page/stage/stage.tsx';
import { figure } from '${folder}/figure.ts';
import { params } from '${folder}/params.ts';
${drawn ? `import { view } from '${folder}/View.tsx';\n` : ''}
export default function Island(props: IslandProps) {
  return <Stage {...props} definition={params} figure={figure}${drawn ? ' view={view}' : ''} />;
}
`;
}
