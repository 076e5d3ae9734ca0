import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface CardFont {
  readonly name: string;
  readonly data: Buffer;
  readonly weight: 600;
  readonly style: 'normal';
}

const packages = join(process.cwd(), 'node_modules');
const serif = join(packages, '@fontsource', 'noto-serif-sc');

/** Greek letters and signs of mathematics, which the serif has not. */
const fallbacks = ['KaTeX_Main-Regular', 'KaTeX_Math-Italic', 'KaTeX_AMS-Regular'];

interface Slice {
  readonly name: string;
  readonly ranges: readonly (readonly [number, number])[];
}
let slices: readonly Slice[] | undefined;
const loaded = new Map<string, CardFont>();

/**
 * The files that hold a text's letters, each a family of its own: the face is cut into a hundred pieces, of which a title needs
 * a dozen. In the order in which a letter is to be looked for; Latin first, so that a gap has a width of its own.
 */
export function fontsFor(text: string): CardFont[] {
  slices ??= readSlices();
  const letters = new Set([...text].map((letter) => letter.codePointAt(0) ?? 0));
  const needed = slices.filter(
    ({ name, ranges }) =>
      name === 'latin' || [...letters].some((letter) => ranges.some(([from, to]) => letter >= from && letter <= to)),
  );
  return [
    ...needed.map(({ name }) => font(name, join(serif, 'files', `noto-serif-sc-${name}-600-normal.woff`))),
    ...fallbacks.map((name) => font(name, join(packages, 'katex', 'dist', 'fonts', `${name}.woff`))),
  ];
}

function font(name: string, file: string): CardFont {
  const known = loaded.get(name) ?? { name: `card-${name}`, data: readFileSync(file), weight: 600, style: 'normal' };
  loaded.set(name, known);
  return known;
}

/** The package's own list: `"[4]": "U+1f1e9-1f1f5,U+21a"`, `"latin": "U+0000-00FF"`. */
function readSlices(): Slice[] {
  const list = JSON.parse(readFileSync(join(serif, 'unicode.json'), 'utf8')) as Record<string, string>;
  const all = Object.entries(list).map(([name, ranges]) => ({
    name: name.replace(/^\[(\d+)\]$/, '$1'),
    ranges: ranges.split(',').map((range): [number, number] => {
      const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
      return [parseInt(from, 16), parseInt(to, 16)];
    }),
  }));
  return all.sort((a, b) => Number(b.name === 'latin') - Number(a.name === 'latin'));
}
