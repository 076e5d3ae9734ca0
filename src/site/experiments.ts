/** An experiment as the pages name it. Everything else about it is its own folder's business. */
export interface ExperimentEntry {
  readonly name: string;
  readonly title: string;
  readonly question?: string;
  /** What it is, in two or three sentences. */
  readonly about?: string;
}

/** A post, as far as experiments are looked for in it. */
export interface PostSource {
  readonly id: string;
  readonly body?: string | undefined;
  readonly data: { readonly date: Date };
}

/** Where an experiment stands in a post. */
export interface ExperimentPlace<P extends PostSource = PostSource> {
  readonly post: P;
  /** How many headings stand before it: the n-th heading is its section. */
  readonly headings: number;
  /** The address of its question in the post's page, without “#”. */
  readonly anchor: string;
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
 * Reads title, question and description from an experiment's params.ts: from the module's own exports, or from an exported
 * object. An experiment without a title is listed by its name, so that a new folder never breaks the index.
 */
export function experimentEntry(path: string, module: unknown): ExperimentEntry {
  const name = experimentName(path);
  const places = isRecord(module) ? [module, ...Object.values(module).filter(isRecord)] : [];
  const find = (key: string) => places.map((place) => text(place[key])).find((found) => found !== undefined);
  const [title = name, question, about] = [find('title'), find('question'), find('about')];
  return { name, title, ...(question === undefined ? {} : { question }), ...(about === undefined ? {} : { about }) };
}

interface Use {
  readonly headings: number;
  readonly line: number;
}

/** A component's first use in a post's source. Fenced code is skipped, where "#" begins a comment. */
function firstUse(source: string, component: string): Use | undefined {
  // Most posts of a blog have none.
  if (!source.includes(`<${component}`)) return undefined;
  const use = new RegExp(`<${component}(?=[\\s/>])`, 'u');
  let headings = 0;
  let fence: string | undefined;
  for (const [line, written] of source.split('\n').entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(written)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      continue;
    }
    if (mark !== undefined) fence = mark;
    else if (/^ {0,3}#{1,6}\s/u.test(written)) headings += 1;
    else if (use.test(written)) return { headings, line };
  }
  return undefined;
}

/**
 * How many headings stand before a component's first use in a post's source: the n-th heading is its section.
 * Undefined if the post does not use it.
 */
export function headingsBefore(source: string, component: string): number | undefined {
  return firstUse(source, component)?.headings;
}

/** The posts that an experiment stands in, in the order of the posts. */
export function placesOf<P extends PostSource>(name: string, posts: readonly P[]): ExperimentPlace<P>[] {
  return posts.flatMap((post) => {
    const use = firstUse(post.body ?? '', componentName(name));
    return use ? [{ post, headings: use.headings, anchor: `${name}-question` }] : [];
  });
}

/**
 * Experiments as a reader meets them: by the oldest post that has them, and in it by their place; those of no post come last,
 * by their titles.
 */
export function inReadingOrder<E extends ExperimentEntry>(
  experiments: readonly E[],
  posts: readonly PostSource[],
): E[] {
  const oldestFirst = [...posts].sort(
    (a, b) => a.data.date.valueOf() - b.data.date.valueOf() || (a.id < b.id ? -1 : 1),
  );
  const placed = experiments.map((experiment) => {
    const uses = oldestFirst.map(({ body = '' }) => firstUse(body, componentName(experiment.name)));
    const post = uses.findIndex((use) => use !== undefined);
    return { experiment, post: post < 0 ? Infinity : post, line: uses[post]?.line ?? 0 };
  });
  return placed
    .sort((a, b) => {
      if (a.post !== b.post) return a.post < b.post ? -1 : 1;
      return a.line - b.line || a.experiment.title.localeCompare(b.experiment.title, 'zh-CN');
    })
    .map(({ experiment }) => experiment);
}

export const labPath = (name: string): string => `/lab/${encodeURIComponent(name)}/`;
