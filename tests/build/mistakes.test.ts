import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deadLinks } from '../../src/desk/site-links.ts';
import { Manuscript } from '../../src/import/manuscript.ts';
import { renderPost } from '../../src/import/render-post.ts';
import { repairPost } from '../../src/import/repair-post.ts';
import { checkPosts } from '../../src/markdown/check-posts.ts';
import type { Problem } from '../../src/markdown/problem.ts';
import { FixtureSite, post } from './fixture-site.ts';
import { mistakenPosts, mistakes, slugOf } from './mistakes/index.ts';

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

it.each<[string, string, 'md' | 'mdx']>([
  ['dollars that are letters', '价 \\$5 和 `$6`，&#36;7，见 https://a.b/?$c 和 <https://a.b/$d>。', 'md'],
  ['dollars in code', '```sh\n$ echo $HOME | wc\n```\n\n    $ cat\n\n<pre>$x</pre>', 'md'],
  ['formulas with dollars', '要 $$\\$10$$，$\\text{a\\_b}$ 和 $a\\\\$ 与 $$x$$。', 'md'],
  ['a formula by itself, in a quotation and in a list', '> $$\n> x\n> $$\n\n- 项\n\n  $$\n  y\n  $$\n\n$$z$$', 'md'],
  ['bars in tables', '| 甲 | 乙 |\n|---|---|\n| $\\vert x\\vert$ | a \\| b |\n| 一 |', 'md'],
  ['fences', '> ```py\n> x\n> ```\n\n- ~~~~\n  ```\n  ~~~~\n\n````md\n```\n````', 'md'],
  ['footnotes', '一[^1]，\\[^2] 和 `[^a-z]`。\n\n[^1]: 注，见[^甲]\n\n[^甲]: 又注', 'md'],
  ['parts', '[上](#top) [一](#一) [二](#er) [三](#%E4%B8%80)\n\n## 一\n\n<a id="er"></a>', 'md'],
  ['names that are there', "export const n = 3\n\n{n}{' '}{/* 注 */}{[1, 2].map((one) => one + n)} {`a${n}`}", 'mdx'],
  [
    'names that functions bring in',
    'export const f = ({ a, ...rest }) => { const { b: [c] } = rest; try { return a + c; } catch (e) { return e.a; } };\n\n' +
      'export function g(x = 1) { return class { y = x; z() { return this.y; } }; }\n\n{f({ a: g, b: [1] })}',
    'mdx',
  ],
  [
    'components that are there',
    '<><Margin>注</Margin></>\n\n<Figure id="f" caption="图" alt="图"><svg /></Figure>\n\n见[图](#f)。',
    'mdx',
  ],
  [
    'settings that are there',
    `<Try experiment="vanishing-gradient" set={{ net: 'tanh', depth: 2, gain: 4 }}>两层</Try>`,
    'mdx',
  ],
  ['an experiment’s question', '见[实验](#vanishing-gradient-question)。\n\n<VanishingGradient />', 'mdx'],
])('nothing is wrong with %s', async (_, text, ext) => {
  const problems = await problemsOf({ [`right/index.${ext}`]: post(text) });
  expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([]);
});

it('an importer that made them would repair them: what it writes is never refused', async () => {
  const texts = mistakes.flatMap(({ ext, text, name }) =>
    // Front matter is not repaired but written; parts are settled when all posts are there.
    ext === undefined && typeof text === 'string' && !text.startsWith('---') ? [{ name, text }] : [],
  );
  expect(texts.length).toBeGreaterThan(25);
  for (const { name, text } of texts) {
    const manuscript = new Manuscript(text);
    let problems: Problem[] = [];
    for (let round = 0; round < 10; round += 1) {
      ({ problems } = await renderPost('a', manuscript.text));
      if (!problems.some((problem) => repairPost(manuscript, problem))) break;
    }
    expect({ name, problems }).toEqual({ name, problems: [] });
  }
});

it('npm run check and a build say the same of the same posts', async () => {
  // Pages are known when they are built, which a build with other mistakes in it does not come to (failures.test.ts).
  const ofPages = [
    'a page that is not there',
    'a page that readers do not see',
    'a part of a page that has none of the name',
    'an address that is none',
  ];
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
