import { mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BuildResults } from '../../src/bench/results.ts';
import { quantile } from '../../src/bench/rounds.ts';
import { buildEnvironment } from '../../scripts/serve/build.mjs';
import { FixtureSite } from '../../tests/build/fixture-site.ts';
import { benchPost, benchPostPath, benchPosts, formulasOfPost } from './build-posts.ts';
import { line, logSlope } from './fits.ts';

type Row = BuildResults['rows'][number];
const kinds = ['cold', 'warm'] as const;

/**
 * Builds a copy of this site with so many posts twice: with no post and no card kept, and again after one post has changed.
 * @param sizes numbers of posts; how the time grows is told of two and more
 * @param times how often each is measured
 * @param say told what is going on
 * @throws if a build fails or a formula is missing from its page: a time of a broken site means nothing
 */
export async function measureBuilds(
  sizes: readonly number[],
  times: number,
  say: (line: string) => void,
): Promise<BuildResults> {
  const rows: Row[] = [];
  for (const posts of sizes) {
    const found: Once[] = [];
    for (let time = 0; time < times; time++) found.push(...(await measureTwice(posts, say)));
    for (const kind of kinds) rows.push(rowOf(found.filter((one) => one.kind === kind)));
  }
  return {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    formulasOfPost,
    rows,
    growth: sizes.length < 2 ? [] : kinds.map((kind) => growthOf(kind, rows)),
  };
}

/** One build. */
type Once = Pick<Row, 'kind' | 'posts' | 'seconds' | 'memoryMB'>;

function rowOf(builds: readonly Once[]): Row {
  const { kind, posts } = builds[0]!;
  const tenths = (value: number) => Math.round(value * 10) / 10;
  const seconds = builds.map((one) => one.seconds);
  return {
    kind,
    posts,
    seconds: tenths(quantile(seconds, 0.5)),
    secondsRange: [tenths(Math.min(...seconds)), tenths(Math.max(...seconds))],
    times: builds.length,
    memoryMB: Math.max(...builds.map(({ memoryMB }) => memoryMB)),
  };
}

function growthOf(kind: Row['kind'], rows: readonly Row[]): BuildResults['growth'][number] {
  const own = rows.filter((row) => row.kind === kind);
  const [posts, seconds] = [own.map((row) => row.posts), own.map((row) => row.seconds)];
  const { at0, slope } = line(posts, seconds);
  return { kind, slope: logSlope(posts, seconds), fixedSeconds: at0, msOfPost: 1000 * slope };
}

async function measureTwice(posts: number, say: (line: string) => void): Promise<Once[]> {
  const site = new FixtureSite('bench-build', benchPosts(posts), 'all', '.cache');
  forgetCards(site.root);
  const changed = Math.floor(posts / 2);
  const found: Once[] = [];
  for (const kind of kinds) {
    say(`${kind === 'cold' ? 'With nothing kept' : 'After one post has changed'}: ${posts} posts ...`);
    if (kind === 'warm') site.write(benchPostPath(changed), benchPost(changed, 2));
    const memoryFile = join(site.root, `memory-${kind}`);
    const hook = join(site.root, 'memory.mjs');
    writeFileSync(
      hook,
      `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(process.env.BENCH_MEMORY_FILE, String(process.resourceUsage().maxRSS)));\n`,
    );
    const begun = performance.now();
    const { code, output, dist } = await site.build({
      base: '/repo',
      env: { BENCH_MEMORY_FILE: memoryFile, NODE_OPTIONS: `${buildEnvironment.NODE_OPTIONS} --import=${hook}` },
    });
    const seconds = (performance.now() - begun) / 1000;
    if (code !== 0) throw new Error(`The build failed:\n${output}`);
    await checkPage(dist, changed, kind === 'warm' ? 2 : 1);
    const memoryMB = Math.round(Number(await readFile(memoryFile, 'utf8')) / 1024);
    found.push({ kind, posts, seconds, memoryMB });
    say(`${seconds.toFixed(1)} s, ${memoryMB} MB`);
  }
  return found;
}

/**
 * The copy shares what every build may: first views, kernels, and cards. The posts' cards would be those of the last measurement,
 * so that this copy has none.
 */
function forgetCards(root: string): void {
  const kept = join(root, '.cache', 'kept');
  const shared = realpathSync(kept);
  rmSync(kept);
  mkdirSync(kept);
  for (const room of readdirSync(shared)) if (room !== 'cards') symlinkSync(join(shared, room), join(kept, room));
}

/** The changed post is there in its new words, with every formula. */
async function checkPage(dist: string, index: number, version: number): Promise<void> {
  const html = await readFile(join(dist, 'posts', benchPostPath(index).replace('.md', '.html')), 'utf8');
  const found = html.split('class="katex"').length - 1;
  if (found !== formulasOfPost) throw new Error(`Post ${index} shows ${found} formulas instead of ${formulasOfPost}.`);
  if (!html.includes(`第 ${version} 稿`)) throw new Error(`Post ${index} is not in version ${version}.`);
}
