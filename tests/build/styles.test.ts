import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FixtureSite, post } from './fixture-site.ts';

const figure = (style: string) => `<p class="drawn">图</p>\n<style>${style}</style>\n`;
const text = post("import Drawn from './Drawn.astro';\n\n文。\n\n<Drawn />");

it('a post’s own component brings its style along, in the sheet of its layer', async () => {
  const style = '@layer post { .drawn { letter-spacing: 7px; } }';
  const posts = { 'a/index.mdx': text, 'a/Drawn.astro': figure(style) };
  const { code, dist, output } = await new FixtureSite('styled', posts, ['vanishing-gradient']).build();
  expect(code, output).toBe(0);
  const sheets = readdirSync(join(dist, '_astro')).filter((file) => file.endsWith('.css'));
  expect(sheets.map((file) => file.replace(/\..*/, '')).sort()).toEqual(['experiments', 'site', 'text']);
  const holding = sheets.filter((file) =>
    readFileSync(join(dist, '_astro', file), 'utf8').includes('letter-spacing:7px'),
  );
  expect(holding.map((file) => file.replace(/\..*/, ''))).toEqual(['text']);
});

it('a rule without a layer stops the build, which names the file and the layers', async () => {
  const { code, output } = await new FixtureSite('unlayered', {
    'a/index.mdx': text,
    'a/Drawn.astro': figure('.drawn { letter-spacing: 7px; }'),
  }).build();
  expect(code).not.toBe(0);
  expect(output).toContain('src/content/posts/a/Drawn.astro: “.drawn” stands in no layer.');
  expect(output).toContain('@layer NAME { … }, NAME one of tokens, ');
});
