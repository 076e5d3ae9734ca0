import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
      'astro:config:setup': async ({ config }) => writeIslands(fileURLToPath(config.root)),
      'astro:server:setup': ({ server }) => {
        const root = server.config.root;
        const again = () => void writeIslands(root);
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
export async function writeIslands(root: string): Promise<void> {
  const folder = join(root, islandsFolder);
  const experiments = join(root, 'src', 'experiments');
  const names = readdirSync(experiments, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(experiments, entry.name, 'params.ts')))
    .map(({ name }) => name);
  const wanted = new Map<string, string>();
  for (const name of names) {
    const own = (file: string) => existsSync(join(experiments, name, file));
    const formulas = own('formulas.ts') ? await formulaNames(join(experiments, name, 'formulas.ts')) : [];
    wanted.set(`${name}.astro`, astroFile(name, own('style.css'), formulas));
    wanted.set(`${name}.tsx`, componentFile(name, own('View.tsx'), formulas));
  }
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(join(folder, file));
  for (const [file, text] of wanted) {
    const path = join(folder, file);
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  }
}

async function formulaNames(file: string): Promise<string[]> {
  const { formulas } = (await import(pathToFileURL(file).href)) as { formulas: Readonly<Record<string, string>> };
  return Object.keys(formulas);
}

const comment = 'Written by src/lab/build/experiment-islands.ts; what is changed here is lost.';

function astroFile(name: string, styled: boolean, formulas: readonly string[]): string {
  const folder = `../experiments/${name}`;
  const slots = formulas.map((key) => `\n  <Fragment slot="${key}" set:html={tex(formulas.${key})} />`).join('');
  return `---
// ${comment}
${formulas.length > 0 ? "import katex from 'katex';\n" : ''}import { firstViewOfBuild } from '../lab/build/first-view-of-build.ts';
import IslandGuard from '../lab/page/stage/IslandGuard.astro';
import '../styles/experiment.css';
${styled ? `import '${folder}/style.css';\n` : ''}import { experiment } from '${folder}/experiment.ts';
import { figure } from '${folder}/figure.ts';
${formulas.length > 0 ? `import { formulas } from '${folder}/formulas.ts';\n` : ''}import { params } from '${folder}/params.ts';
import Island from './${name}.tsx';

interface Props {
  /** As remark-experiments.ts counts them. */
  number?: string;
  use?: string;
  prefixed?: boolean;
}

const { number, use, prefixed = true } = Astro.props;
const { first, still, stillBelow, table } = await firstViewOfBuild(params, experiment, figure);
const labUrl = \`\${import.meta.env.BASE_URL}lab/\${params.name}/\`;
${formulas.length > 0 ? "const tex = (source: string) => katex.renderToString(source, { throwOnError: true, strict: 'error' });\n" : ''}---

<IslandGuard />
<Island client:visible first={first} labUrl={labUrl} prefixed={prefixed} {...number === undefined ? {} : { number }} {...use === undefined ? {} : { use }}>
  <Fragment slot="still" set:html={still} />
  {stillBelow && <Fragment slot="stillBelow" set:html={stillBelow} />}
  <Fragment slot="table" set:html={table} />${slots}
</Island>
`;
}

function componentFile(name: string, drawn: boolean, formulas: readonly string[]): string {
  const folder = `../experiments/${name}`;
  const slots = formulas.map((key) => `  readonly ${key}?: ComponentChildren;\n`).join('');
  const props = "IslandProps<typeof params, ReturnType<typeof figure>['exhibit']>";
  return `// ${comment}
${formulas.length > 0 ? "import type { ComponentChildren } from 'preact';\n" : ''}import { Stage, type IslandProps } from '../lab/page/stage/stage.tsx';
import { figure } from '${folder}/figure.ts';
import { params } from '${folder}/params.ts';
${drawn ? `import { view } from '${folder}/View.tsx';\n` : ''}
${formulas.length > 0 ? `interface Formulas {\n${slots}}\n\n` : ''}export default function Island({ ${[...formulas, '...props'].join(', ')} }: ${props}${formulas.length > 0 ? ' & Formulas' : ''}) {
  return <Stage {...props} definition={params} figure={figure}${drawn ? ' view={view}' : ''}${formulas.length > 0 ? ` formulas={{ ${formulas.join(', ')} }}` : ''} />;
}
`;
}
