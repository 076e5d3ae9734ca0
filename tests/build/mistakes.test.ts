import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deadLinks } from '../../src/desk/site-links.ts';
import { checkPosts } from '../../src/markdown/check-posts.ts';
import type { Problem } from '../../src/markdown/problem.ts';
import { FixtureSite } from './fixture-site.ts';
import { mistakenPosts, mistakes, slugOf } from './mistakes.ts';

/** Everything said of a folder of posts, by what `npm run check` and the build share. */
async function problemsOf(posts: Record<string, string | Uint8Array>): Promise<Problem[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mistakes-'));
  for (const [path, content] of Object.entries(posts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { problems, links } = await checkPosts(folder);
  const pages = Object.keys(posts).map((path) => ({
    slug: dirname(path),
    tags: [],
    categories: [],
    state: dirname(path) === 'draft' ? ('draft' as const) : undefined,
  }));
  return [...problems, ...deadLinks(links, pages)];
}

/** What a command printed, as `file:line:column what is wrong`, in order. */
function listed(output: string): string[] {
  const found = output.matchAll(/^ *(?:src\/content\/posts\/)(\S+:\d+:\d+)\n +(.*)\n +→ \S/gm);
  return [...found].map(([, place, message]) => `${place} ${message}`).sort();
}

describe('an author’s mistakes', () => {
  let problems: Problem[];
  beforeAll(async () => {
    problems = await problemsOf(mistakenPosts());
  });
  it('are forty and more', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(40);
  });
  it.each(mistakes)('$name', (mistake) => {
    const said = problems
      .filter(({ file }) => dirname(file).endsWith(slugOf(mistake)))
      .map(({ line, column, message, remedy }) => ({ place: `${line}:${column}`, message, remedy }));
    const { place, message, remedy } = mistake;
    expect(said).toEqual([
      {
        place,
        message: expect.stringContaining(message) as string,
        remedy: expect.stringContaining(remedy) as string,
      },
    ]);
  });
});

it('npm run check and a build say the same of the same posts', async () => {
  // Pages are known when they are built, which a build with other mistakes in it does not come to (failures.test.ts).
  const ofPages = ['a page that is not there', 'a page that readers do not see'];
  const ofPosts = mistakes.filter(({ name }) => !ofPages.includes(name));
  const site = new FixtureSite('mistakes', mistakenPosts(ofPosts), ['vanishing-gradient']);
  const checked = spawnSync(process.execPath, ['scripts/jobs/check.mjs'], {
    cwd: site.root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', LANG: 'C' },
  });
  const built = await site.build({ env: { LANG: 'C' } });
  expect([checked.status, built.code]).toEqual([1, 1]);
  const isStyle = (line: string): boolean => line.includes('reads better as');
  expect(listed(built.output)).toEqual(listed(checked.stdout).filter((line) => !isStyle(line)));
  expect(listed(built.output)).toHaveLength(ofPosts.length);
});
