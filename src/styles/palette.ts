/**
 * Every colour of the site, by what it is for. The pages' custom properties (`--paper`, `--ink` …), charts, stills and
 * diagrams among them, the browser's own bar, the icon and the pictures for social cards take theirs from here, so a change
 * here is a change everywhere. tests/house/palette.test.ts finds colours that stand elsewhere, and text too faint to read.
 */
export const colourNames = [
  /** the page */
  'paper',
  /** the lecture: text, and rules that close something */
  'ink',
  /** captions, axes, what is said beside the text */
  'faint',
  /** thin rules between things */
  'rule',
  /** the pen that corrects: margin notes, errors */
  'red',
  /** the reader's own pen: links, settings, and every number that they produced */
  'blue',
  /** further curves of a chart */
  'green',
  'ochre',
  'violet',
  /** a sheet laid on the paper: code */
  'sheet',
] as const;

export type ColourName = (typeof colourNames)[number];
export type Colours = Readonly<Record<ColourName, string>>;

export const light: Colours = {
  paper: '#fbfaf6',
  ink: '#1f2328',
  faint: '#57606a',
  rule: '#dcd8cb',
  red: '#b3261e',
  blue: '#1f5fbf',
  green: '#0b7a5b',
  ochre: '#8a5a00',
  violet: '#6b3fa0',
  sheet: '#f4f1e8',
};

export const dark: Colours = {
  paper: '#15171a',
  ink: '#e8e4da',
  faint: '#a7a9ad',
  rule: '#34383d',
  red: '#ff8f85',
  blue: '#8ab4f8',
  green: '#5fd1a8',
  ochre: '#e0b050',
  violet: '#c5a3f0',
  sheet: '#1d2024',
};

/** Paper is white, whatever the screen was. */
export const print: Colours = {
  paper: '#fff',
  ink: '#000',
  faint: '#444',
  rule: '#bbb',
  red: '#a11e17',
  blue: '#1a4f9f',
  green: '#0b6a4f',
  ochre: '#7a5000',
  violet: '#5b3590',
  sheet: '#fff',
};

/** From surely class 0 to surely class 1, in a plane that a network divides: how much of which colour is on the paper. */
const planeMixes = [
  ['ochre', 0.42],
  ['ochre', 0.2],
  ['paper', 1],
  ['blue', 0.18],
  ['blue', 0.38],
] as const;
export type PlaneColour = 'plane-0' | 'plane-1' | 'plane-2' | 'plane-3' | 'plane-4';

/** Everything that charts are drawn in: the colours, and the mixtures that planes are painted with. */
export function chartColours(colours: Colours): Readonly<Record<ColourName | PlaneColour, string>> {
  const mixed = planeMixes.map(([name, share], i) => [`plane-${i}`, mix(colours[name], colours.paper, share)]);
  return { ...colours, ...(Object.fromEntries(mixed) as Record<PlaneColour, string>) };
}

/** As color-mix does it in sRGB. Two colours of six digits, or of three. */
function mix(a: string, b: string, share: number): string {
  const [x, y] = [channels(a), channels(b)];
  const byte = (i: number) => Math.round(share * x[i]! + (1 - share) * y[i]!);
  return `#${[0, 1, 2].map((i) => byte(i).toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): number[] {
  const digits = colour.slice(1).replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3');
  return [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16));
}

/** Everything that is drawn in colours of the palette, as declarations of custom properties. */
export const paletteProperties = (colours: Colours): string =>
  Object.entries(chartColours(colours))
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');

/** The palette as custom properties: what stands in palette.css when the build reads it. */
export function paletteCss(): string {
  const lightRules = `color-scheme: light; ${paletteProperties(light)}`;
  const darkRules = `color-scheme: dark; ${paletteProperties(dark)}`;
  return `@layer tokens {
  :root { ${lightRules} }
  /* Dark, twice: for those whose system is dark and have not chosen light, and for those who chose dark. */
  @media (prefers-color-scheme: dark) { :root:not([data-theme='light']) { ${darkRules} } }
  :root[data-theme='dark'] { ${darkRules} }
}
@layer limits {
  @media print { :root { color-scheme: light; ${paletteProperties(print)} } }
}
`;
}
