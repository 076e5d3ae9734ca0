import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type Layer, layersIn } from '../../src/styles/layers.ts';

/** Style sheets, and the styles that stand in components. */
const sheets = globSync('src/**/*.{css,astro}')
  .map((file) => file.replaceAll('\\', '/'))
  .flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const styles = file.endsWith('.css')
      ? [text]
      : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, s = '']) => s);
    return styles.map((css) => ({ file, css: css.replace(/\/\*[\s\S]*?\*\//g, '').trim() }));
  });

describe('what wins', () => {
  it('is said by layers alone: every rule stands in one', () => {
    expect(sheets.length).toBeGreaterThan(30);
    for (const { file, css } of sheets) expect(() => layersIn(css), file).not.toThrow();
  });

  it('is not fought for', () => {
    const tricks = [
      /(\.[\w-]+)\1(?![\w-])/, // .a.a
      /(:root){2}/,
      /:not\(#/,
      /:not\([^)]*\.experiment/,
      /!important/,
    ];
    const found = sheets.flatMap(({ file, css }) =>
      tricks.flatMap((trick) => trick.exec(css)?.[0] ?? []).map((it) => `${file}: ${it}`),
    );
    // Shiki writes its colours into style attributes, which nothing else can overrule.
    expect(found).toEqual(['src/styles/prose.css: !important', 'src/components/prose/prose-tools.css: !important']);
  });
});

test('the text of a post ends where an experiment begins', () => {
  const prose = sheets.filter(({ css }) => layersIn(css).includes('prose'));
  expect(prose.length).toBeGreaterThan(1);
  // Blocks of the text, and an experiment's own edge: nothing within one.
  const block =
    /^(?:\.prose|:where\(\.prose\) > (?:astro-island > \[data-experiment\]|:is\([^)]*\)|[\w.*-]+)(?: \+ \*)?)$/;
  for (const { file, css } of prose)
    for (const inside of blocksOf(css, 'prose')) {
      const [outside = '', ...scoped] = inside.split('@scope (.prose) to (.experiment > *) {');
      expect(scoped.length, file).toBe(1);
      expect(isOneBlock(`{${scoped[0] ?? ''}`), file).toBe(true);
      const selectors = [...outside.matchAll(/([^{};]+)\{/g)].map(([, selector = '']) => selector.trim());
      for (const selector of selectors.filter((one) => !/^@(?:media|supports)/.test(one)))
        for (const one of selector.split(/,(?![^(]*\))/)) expect(one.trim(), file).toMatch(block);
    }
});

test('an experiment’s style sheet reaches its own experiment and nothing else', () => {
  const own = sheets.filter(({ file }) => /^src\/experiments\/.*\.css$/.test(file));
  expect(own.length).toBeGreaterThan(0);
  for (const { file, css } of own) {
    const [inside = '', ...more] = blocksOf(css, 'experiment');
    expect(more, file).toEqual([]);
    expect(layersIn(css), file).toEqual(['experiment']);
    const scope = `[data-experiment='${basename(dirname(file))}'] {`;
    expect(inside.slice(0, scope.length), file).toBe(scope);
    expect(isOneBlock(inside), file).toBe(true);
  }
});

test('no style sheet is too long to be read', () => {
  const long = globSync('src/**/*.css').filter((file) => readFileSync(file, 'utf8').split('\n').length > 300);
  expect(long).toEqual([]);
});

/** What stands in `@layer NAME { … }`, for each such block. */
function blocksOf(css: string, layer: Layer): string[] {
  return css
    .split(new RegExp(`@layer ${layer} \\{`))
    .slice(1)
    .map((rest) => {
      let depth = 1;
      const end = [...rest].findIndex((sign) => (depth += sign === '{' ? 1 : sign === '}' ? -1 : 0) === 0);
      return rest.slice(0, end).trim();
    });
}

/** One rule around all the others: it is closed by the last brace and by no earlier one. */
function isOneBlock(css: string): boolean {
  let depth = 0;
  const closed = [...css].findIndex((sign) => {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    return sign === '}' && depth === 0;
  });
  return closed === css.length - 1;
}
