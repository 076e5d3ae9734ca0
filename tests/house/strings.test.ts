import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Chinese by what they are: pages of the site's own language, and what stands on them alone. */
const chinese = [
  // Lists of posts and the search stand on Chinese pages only.
  /^src\/components\/(?:Ledger|PostEntry|PostList|WaysIn|search\/.*)\b/,
  // The page /method/.
  /^src\/components\/method\//,
  // The page /bench/.
  /^src\/components\/bench\//,
  /^src\/bench\//,
  // What authors are told, with Chinese text as an example, and marks of Chinese prose that are looked for.
  /^src\/markdown\/(?:front-matter|remark-diagrams|remark-picture-lint)\.ts$/,
  // What authors are told in Chinese, where that is their system's language.
  /^src\/markdown\/problem-words\.zh\.ts$/,
  // GB/T 7714 says “and others” in the language of the work, not of the page.
  /^src\/markdown\/reference-text\.ts$/,
];

/** The Han in what a file says: comments are written in English, but may quote. */
function hanIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const [, script = '', markup = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const code = file.endsWith('.astro') ? script : text;
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      words.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest));
  words.push(...markup.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '').split('\n'));
  return words.filter((word) => /\p{sc=Han}/u.test(word)).map((word) => word.trim());
}

test('what the site says around a post stands in its table of words, in every language', () => {
  const files = globSync('src/{layouts,components,markdown}/**/*.{astro,ts,js}').filter(
    (file) => !file.includes('.test.') && !chinese.some((pattern) => pattern.test(file)),
  );
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) => hanIn(file).map((word) => `${file}: ${word}`));
  // The search's index names its filters once, for posts of all languages.
  expect(
    found.filter((line) => !/filter(?:="|: ')(?:标签|分类)|^\S+LabelLinks\.astro: (?:标签|分类)$/.test(line)),
  ).toEqual([]);
});

test('no style sheet says anything: what `content` shows comes from the markup', () => {
  const found = globSync('src/{styles,components,layouts}/**/*.css').flatMap((file) => {
    const rules = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    return (rules.match(/content:[^;]*\p{sc=Han}[^;]*/gu) ?? []).map((rule) => `${file}: ${rule}`);
  });
  expect(found).toEqual([]);
});
