import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BuildResults } from '../../src/bench/results.ts';
import { FixtureSite } from '../../tests/build/fixture-site.ts';
import { benchPost, benchPostPath, benchPosts, formulasOfPost } from './build-posts.ts';

/**
 * Builds a copy of this site with that many posts twice: with nothing kept, and again after one post has changed.
 * @param say told what is going on
 * @throws if a build fails or a formula is missing from its page: a time of a broken site means nothing
 */
export async function measureBuilds(posts: number, say: (line: string) => void): Promise<BuildResults> {
  const site = new FixtureSite('bench-build', benchPosts(posts), 'all', '.cache');
  const changed = Math.floor(posts / 2);
  const rows: BuildResults['rows'][number][] = [];
  for (const kind of ['cold', 'warm'] as const) {
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
      env: { BENCH_MEMORY_FILE: memoryFile, NODE_OPTIONS: `--import=${hook}` },
    });
    const seconds = (performance.now() - begun) / 1000;
    if (code !== 0) throw new Error(`The build failed:\n${output}`);
    await checkPage(dist, changed, kind === 'warm' ? 2 : 1);
    const memoryMB = Math.round(Number(await readFile(memoryFile, 'utf8')) / 1024);
    rows.push({ kind, seconds: Math.round(seconds * 10) / 10, memoryMB });
    say(`${seconds.toFixed(1)} s, ${memoryMB} MB`);
  }
  return {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    posts,
    formulas: posts * formulasOfPost,
    rows,
  };
}

/** The changed post is there in its new words, with every formula. */
async function checkPage(dist: string, index: number, version: number): Promise<void> {
  const html = await readFile(join(dist, 'posts', benchPostPath(index).replace('.md', '.html')), 'utf8');
  const found = html.split('class="katex"').length - 1;
  if (found !== formulasOfPost) throw new Error(`Post ${index} shows ${found} formulas instead of ${formulasOfPost}.`);
  if (!html.includes(`第 ${version} 稿`)) throw new Error(`Post ${index} is not in version ${version}.`);
}
