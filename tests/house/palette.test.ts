import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inks } from '../../src/lab/contract/figure-spec.ts';
import { GET as favicon } from '../../src/pages/favicon.svg.ts';
import {
  chartColours,
  colourNames,
  type ColourName,
  dark,
  light,
  paletteCss,
  print,
} from '../../src/styles/palette.ts';

/** Colours that are not the look, by the files that may have them, and why. */
const notTheLook: readonly (readonly [RegExp, string])[] = [
  [/\/styles\/palette\.ts$/, 'the palette itself'],
  [/\/(?:chart-svg|still-svg\.test)\.ts$/, 'marks that stand for a colour while a still is drawn; no page sees them'],
  [/\/prose-tools\.css$/, 'a correction of the colours that Shiki gives to code'],
  [/\/frame-picture\.tsx$/, 'a picture that a network looks at: its colours are data'],
];

const files = [...globSync('src/**/*.{ts,tsx,js,css,astro}'), ...globSync('public/**/*.svg')]
  .map((file) => file.replaceAll('\\', '/'))
  .map((file) => ({ file, text: withoutComments(readFileSync(file, 'utf8')) }));

describe('the palette', () => {
  it('is where all colours stand', () => {
    const written = /#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})(?![\w-])|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(/gi;
    const found = files.flatMap(({ file, text }) =>
      notTheLook.some(([pattern]) => pattern.test(file))
        ? []
        : [...text.matchAll(written)].map(([colour]) => `${file}: ${colour}`),
    );
    expect(found).toEqual([]);
    for (const [pattern, why] of notTheLook)
      expect(
        files.some(({ file }) => pattern.test(file)),
        why,
      ).toBe(true);
  });

  it('is asked for no name that it has not', () => {
    const known = new Set<string>(colourNames.map((name) => `--${name}`));
    for (const { text } of files) for (const [, name = ''] of text.matchAll(/(--[\w-]+)['"]?\s*:/g)) known.add(name);
    // Shiki writes its own into the code.
    const used = files.flatMap(({ file, text }) =>
      [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => ({ file, name })),
    );
    expect(used.length).toBeGreaterThan(200);
    expect(used.filter(({ name }) => !known.has(name) && !name.startsWith('--shiki-'))).toEqual([]);
  });

  it('has every colour that charts are drawn in', () => {
    const spec = files.find(({ file }) => file.endsWith('/figure-spec.ts'))?.text ?? '';
    const inks = [...(/inks = \[([^\]]*?), \.\.\./.exec(spec)?.[1] ?? '').matchAll(/'([\w-]+)'/g)].map(
      ([, ink]) => ink,
    );
    expect(inks.length).toBeGreaterThan(5);
    expect(inks.filter((ink) => !colourNames.includes(ink as ColourName))).toEqual([]);
  });

  it('gives the pages and the icon their colours', async () => {
    const css = paletteCss();
    for (const colours of [light, dark, print]) {
      for (const name of colourNames) expect(css).toContain(`--${name}: ${colours[name]};`);
      const planes = chartColours(colours);
      expect(planes['plane-2']).toBe(chartColours({ ...colours })['paper'].replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3'));
      // 42 of 100 parts ochre on the paper, and what a browser makes of color-mix().
      if (colours === light) expect([planes['plane-0'], planes['plane-4']]).toEqual(['#ccb78f', '#a7bfe1']);
      for (const ink of inks) expect(css).toContain(`--${ink}: ${planes[ink]};`);
    }
    const icon = await favicon().text();
    expect([...icon.matchAll(/#[\da-f]+/g)].map(([colour]) => colour)).toEqual([
      ...[light.paper, light.ink, light.red, light.blue],
      ...[dark.paper, dark.ink, dark.red, dark.blue],
    ]);
  });

  it.each(Object.entries({ light, dark, print }))('can be read: %s', (_, colours) => {
    for (const name of ['ink', 'faint', 'red', 'blue', 'green', 'ochre', 'violet'] as const)
      for (const ground of ['paper', 'sheet'] as const)
        expect(contrast(colours[name], colours[ground]), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });
});

/** As WCAG 2.2 has it. */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

function luminance(colour: string): number {
  const digits =
    colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit) : colour.slice(1).match(/../g)!;
  const [red, green, blue] = digits
    .map((pair) => parseInt(pair, 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
}
