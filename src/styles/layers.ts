/**
 * The order of the site's rules, lowest first: whatever stands in a later layer wins, however its selector is written.
 * Every rule stands in one of these, `@layer prose { … }`, and the layer says which sheet it travels in. The build puts the
 * order before each file and refuses a rule without a layer (scripts/serve/layers-plugin.mjs).
 */
export const layers = {
  /** custom properties: colours (palette.ts), faces, lengths */
  tokens: 'site',
  /** how elements look that nobody says more about */
  type: 'site',
  /** KaTeX's own rules, and what the site changes in them */
  katex: 'text',
  formulas: 'text',
  /** the sheet, the lists, the parts of every page */
  page: 'site',
  /** the text of a post. It ends where an experiment begins: `@scope (.prose) to (.experiment > *)` */
  prose: 'text',
  /** the parts of a post, some of which stand within its text */
  post: 'text',
  experiment: 'experiments',
  /** what holds whatever else is said: on paper, without scripts */
  limits: 'site',
} as const satisfies Record<string, Sheet>;

/**
 * Three files are all that a page can load: what every page needs, what pages with text or formulas need, and what pages
 * with experiments need.
 */
export type Sheet = 'site' | 'text' | 'experiments';
export const sheets: readonly Sheet[] = ['site', 'text', 'experiments'];

export type Layer = keyof typeof layers;
const isLayer = (name: string): name is Layer => name in layers;

/** The statement that fixes the order. It must come before any rule. */
export const layerOrder = `@layer ${Object.keys(layers).join(', ')};`;

/**
 * The layers that a style sheet's rules stand in, in the order of the sheet.
 * @throws if a rule stands in none
 */
export function layersIn(css: string): Layer[] {
  const found: Layer[] = [];
  for (const rule of topLevel(css)) {
    const name = /^@layer\s+([\w-]+)$|^@import\s[^;]*?\slayer\(([\w-]+)\)/.exec(rule);
    const layer = name?.[1] ?? name?.[2];
    // What says nothing about an element needs no layer; a file of ours that is imported names its own.
    if (layer === undefined && /^@(?:charset|font-face|view-transition)\b|^@import\s+['"]\./.test(rule)) continue;
    if (layer === undefined)
      throw new Error(
        `“${asWritten(rule).slice(0, 60)}” stands in no layer. Put it into one: @layer NAME { … }, NAME one of ${known}.`,
      );
    if (!isLayer(layer)) throw new Error(`“${layer}” is no layer. There are ${known} (src/styles/layers.ts).`);
    found.push(layer);
  }
  return found;
}

const known = Object.keys(layers).join(', ');

/** Without what Astro adds to a component's selectors. */
const asWritten = (rule: string): string => rule.replace(/:where\(\.astro-\w+\)/g, '');

/** The sheet that a file travels in: its first layer's. */
export function sheetOf(css: string): Sheet {
  const [first] = layersIn(css);
  return first === undefined ? 'site' : layers[first];
}

/** What stands before each block, or is a statement, outside all braces. */
function topLevel(css: string): string[] {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const rules: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]/g)) {
    if (sign.length > 1) continue;
    if (depth === 0 && sign !== '}') rules.push(text.slice(from, index).trim());
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    if (depth === 0) from = index + 1;
  }
  return rules.filter((rule) => rule !== '');
}
