/** An experiment as the pages name it. Everything else about it is its own folder's business. */
export interface ExperimentEntry {
  readonly name: string;
  readonly title: string;
  readonly question?: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** ".../experiments/vanishing-gradient/params.ts" -> "vanishing-gradient" */
export function experimentName(path: string): string {
  const name = /experiments\/([^/]+)\//u.exec(path)?.[1];
  if (name === undefined) throw new Error(`${path} does not lie in an experiment's folder`);
  return name;
}

/** "../islands/vanishing-gradient.astro" -> "vanishing-gradient" */
export function islandName(path: string): string {
  const name = /([^/]+)\.astro$/u.exec(path)?.[1];
  if (name === undefined) throw new Error(`${path} is no island`);
  return name;
}

/** "vanishing-gradient" -> "VanishingGradient": the component's name in a post. */
export function componentName(name: string): string {
  return name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/**
 * Reads title and question from an experiment's params.ts: from the module's own exports, or from an exported object.
 * An experiment without a title is listed by its name, so that a new folder never breaks the index.
 */
export function experimentEntry(path: string, module: unknown): ExperimentEntry {
  const name = experimentName(path);
  const places = isRecord(module) ? [module, ...Object.values(module).filter(isRecord)] : [];
  const title = places.map((place) => text(place['title'])).find((found) => found !== undefined);
  const question = places.map((place) => text(place['question'])).find((found) => found !== undefined);
  return { name, title: title ?? name, ...(question === undefined ? {} : { question }) };
}

/**
 * How many headings stand before a component's first use in a post's source: the n-th heading is its section.
 * Undefined if the post does not use it. Fenced code is skipped, where "#" begins a comment.
 */
export function headingsBefore(source: string, component: string): number | undefined {
  const use = new RegExp(`<${component}[\\s/>]`, 'u');
  let headings = 0;
  let fence: string | undefined;
  for (const line of source.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      continue;
    }
    if (mark !== undefined) fence = mark;
    else if (/^ {0,3}#{1,6}\s/u.test(line)) headings += 1;
    else if (use.test(line)) return headings;
  }
  return undefined;
}

export const labPath = (name: string): string => `/lab/${encodeURIComponent(name)}/`;
