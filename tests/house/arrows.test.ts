import { existsSync, globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Import, importsOf, sourceFiles } from './imports.ts';
import { roomOf } from './rooms.ts';

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
    'markdown',
    'experiments:glob,dynamic',
    'lab/build',
    'lab/worker',
    'bench',
  ],
  layouts: ['components', 'site', 'styles'],
  // A post's own files: its figures.
  content: [],
  // A post's parts find the experiments' islands and records by pattern, and write numbers as the charts do.
  components: ['site', 'styles', 'experiments:glob', 'islands:glob', 'lab/contract', 'bench:type,worker'],
  site: [],
  // Pictures for social cards, drawn while the site is built.
  social: ['store', 'styles'],
  // The words that it writes for screen readers are the site's; what words of a post may set, an experiment's bounds say.
  markdown: ['site', 'store', 'lab/contract'],
  // What builds keep for each other, by the hash of what it was made from.
  store: [],
  styles: [],
  'content.config.ts': ['markdown'],
  // The author's commands: an old blog's posts in (npm run import); a new post or experiment, a check, the experiments'
  // documentation (npm run new, npm run check, npm run docs).
  import: ['markdown', 'site'],
  desk: ['markdown', 'site', 'lab/contract'],

  // Numbers flow down the right side: islands -> experiments -> lab, and in the lab by where code runs.
  islands: ['experiments', 'styles', 'lab/build', 'lab/page'],
  experiments: ['lab/contract', 'lab/science', 'lab/page'],
  // Words, types and plain functions that every side shares.
  'lab/contract': [],
  // Networks, data, kernels.
  'lab/science': [],
  // The reader's worker, and whoever else computes; finds the experiments by their folders.
  'lab/worker': ['lab/contract', 'lab/science', 'experiments:dynamic'],
  // The reader's page: the scenes that it draws are data of the science, the worker is another thread's entry. A picture that a
  // reader takes away is on light paper, whatever the page's colours are: its colours are the palette's.
  'lab/page': ['lab/contract', 'lab/science:type', 'lab/worker:worker', 'styles'],
  // What runs in Node: first views, stills, records, the command line, the islands.
  'lab/build': ['lab/contract', 'lab/page', 'lab/science', 'lab/worker', 'store', 'styles', 'experiments:dynamic'],
  // The work that the benchmarks measure, in Node and in the reader's worker, and how it is shown.
  bench: ['lab/science', 'lab/worker'],
};

/** The packages that rooms with walls may ask for, by the beginning of their names; other rooms: any. */
const packages: Record<string, readonly string[]> = {
  islands: ['preact'],
  experiments: ['preact'],
  'lab/contract': [],
  'lab/science': ['@tensorflow/', 'virtual:lab-kernels'],
  'lab/worker': ['@tensorflow/', 'virtual:tfjs-ops/', 'comlink'],
  'lab/page': ['preact', '@preact/signals', 'chart.js', 'comlink', 'svgcanvas'],
};
/** Rooms without a page: no element, no window. */
const pageless = ['lab/contract', 'lab/science', 'lab/worker'];

const files = sourceFiles();
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const all = [...imports.values()].flat();

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
    const shared = files.filter((file) => !['experiments', 'islands'].includes(roomOf(file)));
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

describe('walls where code runs', () => {
  it('rooms ask for the packages of the table and no others', () => {
    const isOwn = ({ to }: Import): boolean => to.startsWith('src/') || to.startsWith('.');
    const strays = all.filter((one) => {
      const allowed = packages[roomOf(one.from)];
      return allowed && !isOwn(one) && one.kind !== 'type' && !allowed.some((name) => one.to.startsWith(name));
    });
    expect(strays.map(say)).toEqual([]);
  });

  it('what the page loads never reaches tfjs, not even later', () => {
    expect(entries().flatMap((entry) => pathTo(entry, isTfjs, ['static', 'glob', 'dynamic']))).toEqual([]);
  });

  it('what the page loads reaches Chart.js only when it asks for it', () => {
    const isChart = (name: string): boolean => name === 'chart.js' || name.startsWith('chart.js/');
    expect(entries().flatMap((entry) => pathTo(entry, isChart, ['static', 'glob']))).toEqual([]);
  });

  it('and these tests would see it', () => {
    const science = files.filter((file) => imports.get(file)?.some(({ to }) => to.startsWith('src/lab/science/nn/')));
    expect(science.filter((file) => roomOf(file) === 'experiments').length).toBeGreaterThan(0);
    const reaching = science.filter((file) => pathTo(file, isTfjs, ['static']).length > 0);
    expect(reaching.length).toBeGreaterThan(5);
    expect(entries().length).toBeGreaterThan(10);
  });

  it('what computes knows no page', () => {
    const deep = files.filter((file) => pageless.includes(roomOf(file)));
    expect(deep.length).toBeGreaterThan(20);
    const touched = deep.flatMap((file) => pageGlobals(file).map((name) => `${file}: ${name}`));
    expect(touched).toEqual([]);
  });

  it('no folder of the lab imports one that imports it', () => {
    const folderOf = (path: string) => path.split('/').slice(0, 4).join('/');
    const between = new Set(
      all
        .filter(({ from, to }) => from.startsWith('src/lab/') && to.startsWith('src/lab/'))
        .map(({ from, to }) => [folderOf(from), folderOf(to)] as const)
        .filter(([from, to]) => from !== to && !isFile(from) && !isFile(to))
        .map(([from, to]) => `${from} -> ${to}`),
    );
    const back = [...between].filter((arrow) => between.has(arrow.split(' -> ').reverse().join(' -> ')));
    expect(back).toEqual([]);
  });
});

it('every name says what is in it', () => {
  const everything = [...globSync('{src,tests,scripts}/**/*')].map((file) => file.replaceAll('\\', '/'));
  const vague = /(^|\/)(utils?|helpers?|common|misc)(\.[^/]*)?$/i;
  expect(everything.filter((file) => vague.test(file))).toEqual([]);
});

const isFile = (path: string): boolean => /\.\w+$/.test(path);

/** Where code for the reader's browser begins: the islands' components, and the scripts of static parts. */
function entries(): string[] {
  const hydrated = [...imports.values()]
    .flat()
    .filter(({ from, kind }) => roomOf(from) === 'islands' && kind === 'static');
  const components = hydrated.filter(({ to }) => roomOf(to) === 'islands').map(({ to }) => to);
  const scripts = all.filter(({ kind }) => kind === 'script').map(({ to }) => to);
  return [...new Set([...components, ...scripts])];
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
