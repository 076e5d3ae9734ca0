import { existsSync, globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Import, importsOf, sourceFiles } from './imports.ts';

/**
 * The arrows of the house as they stand: what each room may import besides itself. After a “:” stand the only kinds
 * of import allowed there (type: gone after compilation; glob and dynamic: found by pattern, no name is written).
 */
const arrows: Record<string, readonly string[]> = {
  // Text flows down the left side: pages -> layouts -> components -> site.
  pages: [
    'layouts',
    'components',
    'site',
    'social',
    'styles',
    'markdown:glob',
    'experiments:glob,dynamic',
    'lab/bench',
  ],
  layouts: ['components', 'site', 'styles'],
  // A post's own files: its figures.
  content: [],
  // A post's parts find the experiments' islands and records by pattern, and write numbers as the charts do.
  components: ['site', 'styles', 'experiments:glob', 'lab/charts', 'lab/runtime:type', 'lab/bench:type,worker'],
  site: [],
  // Pictures for social cards, drawn while the site is built.
  social: ['styles'],
  // The words that it writes for screen readers are the site's.
  markdown: ['site'],
  styles: [],
  'content.config.ts': ['markdown'],
  // The author's commands: an old blog's posts in (npm run import); a new post, a check (npm run new, npm run check).
  import: ['markdown', 'site'],
  desk: ['markdown', 'site'],
  // Numbers flow down the right side: experiments -> lab.
  experiments: ['lab/nn', 'lab/data', 'lab/params', 'lab/runtime', 'lab/charts', 'lab/stage', 'lab/controls', 'styles'],
  // In the lab: the stage puts the reader's parts together; none of them knows of nn.
  'lab/stage': ['lab/controls', 'lab/charts', 'lab/runtime', 'lab/share', 'lab/params'],
  'lab/controls': ['lab/params', 'lab/runtime:type'],
  'lab/share': ['lab/params'],
  // Scenes are data; a chart draws them.
  'lab/charts': ['lab/data:type'],
  // The worker finds the experiments by their folders; its backend puts the kernels in.
  'lab/runtime': ['lab/params', 'lab/kernels', 'experiments:dynamic,glob'],
  'lab/params': [],
  // The networks and their data name each other's types (a data set, a random stream), nothing more.
  'lab/nn': ['lab/kernels', 'lab/data:type'],
  'lab/data': ['lab/nn:type'],
  'lab/kernels': [],
  // The work that the benchmarks measure, in Node and in the reader's worker.
  'lab/bench': ['lab/nn', 'lab/kernels', 'lab/runtime'],
};

const files = sourceFiles();
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const all = [...imports.values()].flat();

/** src/lab/nn/layers.ts -> lab/nn; src/pages/lab/index.astro -> pages. */
function roomOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return first === 'lab' ? `lab/${second}` : first;
}

function isAllowed({ from, to, kind }: Import): boolean {
  const [own, other] = [roomOf(from), roomOf(to)];
  return (arrows[own] ?? []).some((arrow) => {
    const [room, kinds] = arrow.split(':');
    return room === other && (kinds === undefined || kinds.split(',').includes(kind));
  });
}

const say = ({ from, to, kind }: Import): string => `${from} -> ${to} (${kind})`;
const isTfjs = (name: string): boolean => name.startsWith('@tensorflow/');

describe('arrows go one way', () => {
  it('every room is in the table', () => {
    const rooms = new Set(files.map(roomOf).filter((room) => room !== 'env.d.ts'));
    expect([...rooms].filter((room) => !(room in arrows))).toEqual([]);
  });

  it('imports follow the table', () => {
    const between = all.filter(({ from, to }) => to.startsWith('src/') && roomOf(from) !== roomOf(to));
    expect(between.filter((arrow) => !isAllowed(arrow)).map(say)).toEqual([]);
  });

  it('every import leads to a file of the site, or to a package', () => {
    const lost = all.filter(({ to }) => to.startsWith('.') || (to.startsWith('src/') && !existsSync(to)));
    expect(lost.map(say)).toEqual([]);
  });

  it('nobody outside an experiment’s folder writes an experiment’s name', () => {
    const names = globSync('src/experiments/*/').map((path) => path.split(/[\\/]/).at(-1) ?? '');
    expect(names.length).toBeGreaterThan(0);
    const shared = files.filter((file) => !file.startsWith('src/experiments/'));
    const named = shared.filter((file) => {
      const text = withoutComments(readFileSync(file, 'utf8'));
      return names.some((name) => new RegExp(`['"/\`]${name}['"/\`]`).test(text));
    });
    expect(named).toEqual([]);
  });

  it('one experiment does not import another', () => {
    const folder = (path: string): string | undefined => /^src\/experiments\/([^/]+)\//.exec(path)?.[1];
    const across = all.filter(
      ({ from, to }) => folder(from) !== undefined && folder(to) !== undefined && folder(from) !== folder(to),
    );
    expect(across.map(say)).toEqual([]);
  });

  it('a post imports nothing but files beside it', () => {
    const posts = globSync('src/content/posts/**/*.mdx');
    const strays = posts.flatMap((post) =>
      [...readFileSync(post, 'utf8').matchAll(/^import\b.*?['"]([^'"]+)['"]/gm)]
        .filter(([, name]) => name?.startsWith('./') !== true)
        .map(([line]) => `${post}: ${line}`),
    );
    expect(strays).toEqual([]);
  });
});

describe('learning stays in the worker', () => {
  it('tfjs is imported by networks, kernels, experiments, and the runtime’s and the build’s side of the wire alone', () => {
    const may =
      /^src\/(lab\/(nn|kernels)\/|lab\/bench\/(lstm-step|mlp-gradients|device-worker)\.ts$|lab\/runtime\/(backend|wasm-backend|cpu-backend|record|worker)\.ts$|lab\/stage\/first-view-of-build\.ts$|experiments\/[^/]+\/experiment\.ts$)/;
    const strays = all.filter(({ from, to, kind }) => isTfjs(to) && kind !== 'type' && !may.test(from));
    expect(strays.map(say)).toEqual([]);
  });

  it('what the page loads never reaches tfjs, not even later', () => {
    expect(entries().flatMap((entry) => pathTo(entry, isTfjs, ['static', 'glob', 'dynamic']))).toEqual([]);
  });

  it('what the page loads reaches Chart.js only when it asks for it', () => {
    const isChart = (name: string): boolean => /^chart\.js(\/|$)/.test(name);
    expect(entries().flatMap((entry) => pathTo(entry, isChart, ['static', 'glob']))).toEqual([]);
  });

  it('and these tests would see it', () => {
    const science = files.filter((file) => /^src\/experiments\/[^/]+\/experiment\.ts$/.test(file));
    for (const file of science) expect(pathTo(file, isTfjs, ['static']).length, file).toBeGreaterThan(0);
  });

  it('networks, kernels and data know no page', () => {
    const deep = files.filter((file) => /^src\/lab\/(nn|kernels|data)\//.test(file));
    expect(deep.length).toBeGreaterThan(0);
    const touched = deep.flatMap((file) => pageGlobals(file).map((name) => `${file}: ${name}`));
    expect(touched).toEqual([]);
    const shown = deep
      .flatMap((file) => imports.get(file) ?? [])
      .filter(({ to }) => /^(@?preact|chart\.js|astro)/.test(to));
    expect(shown.map(say)).toEqual([]);
  });
});

it('every name says what is in it', () => {
  const everything = [...globSync('{src,tests,scripts}/**/*')].map((file) => file.replaceAll('\\', '/'));
  const vague = /(^|\/)(utils?|helpers?|common|misc)(\.[^/]*)?$/i;
  expect(everything.filter((file) => vague.test(file))).toEqual([]);
});

/** Where code for the reader's browser begins: islands, what they draw from, and the scripts of static parts. */
function entries(): string[] {
  const pattern = /^src\/experiments\/[^/]+\/(View\.tsx|figure\.ts|params\.ts)$|^src\/components\/.*\.(js|ts|tsx)$/;
  // It gathers the islands' .astro files for posts: server side.
  const server = new Set(['src/components/post-components.ts']);
  const found = files.filter((file) => pattern.test(file) && !server.has(file));
  expect(found.length).toBeGreaterThan(3);
  return found;
}

/** The way from a file to a package, if there is one: `a.ts -> b.ts -> package`. */
function pathTo(entry: string, isGoal: (name: string) => boolean, kinds: readonly Import['kind'][]): string[] {
  const seen = new Set<string>();
  const walk = (file: string, way: readonly string[]): string[] => {
    if (isGoal(file)) return [[...way, file].join(' -> ')];
    if (seen.has(file)) return [];
    seen.add(file);
    const next = (imports.get(file) ?? []).filter(({ kind }) => kinds.includes(kind));
    return next.flatMap(({ to }) => walk(to, [...way, file]));
  };
  return walk(entry, []);
}

/** Names of the page's own objects that a file uses (a property or a declaration of that name is none). */
function pageGlobals(file: string): string[] {
  const page = new Set(['document', 'window', 'localStorage', 'HTMLElement', 'Element', 'requestAnimationFrame']);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && page.has(node.text)) {
      const { parent } = node;
      const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
      const isName = (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node;
      if (!isMember && !isName) found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
}
