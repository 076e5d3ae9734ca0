import type { Post } from './posts.ts';

/** A tag or category, with the posts that carry it. */
export interface Label<T extends Post> {
  /** as the newest post writes it */
  readonly name: string;
  /** a path segment, not yet percent-encoded */
  readonly slug: string;
  readonly posts: readonly T[];
}

/** "LSTM", "lstm" and "ＬＳＴＭ" are one label. */
const folded = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

/** A readable path segment: Han stays, spaces become hyphens, + and # become words so that C, C++ and C# differ. */
export function slugOf(name: string): string {
  const slug = folded(name)
    .replaceAll('+', '-plus')
    .replaceAll('#', '-sharp')
    .replaceAll(/[^\p{L}\p{N}_.]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/gu, '');
  if (slug !== '') return slug;
  // Nothing readable is left (for example "!?"): code points are ugly, yet stable and never empty.
  return `u${[...folded(name)].map((character) => character.codePointAt(0)?.toString(16) ?? '').join('-')}`;
}

/** All labels of the posts, the most used first. Labels whose slugs would meet get a number each. */
export function labelsOf<T extends Post>(
  posts: readonly T[],
  namesOf: (post: T) => readonly string[] | undefined,
): Label<T>[] {
  const found = new Map<string, { name: string; posts: T[] }>();
  for (const post of posts) {
    for (const name of namesOf(post) ?? []) {
      const key = folded(name);
      if (key === '') continue;
      const label = found.get(key) ?? { name: name.trim(), posts: [] };
      if (!label.posts.includes(post)) label.posts.push(post);
      found.set(key, label);
    }
  }
  const taken = new Map<string, number>();
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, label]) => {
      const slug = slugOf(label.name);
      const before = taken.get(slug) ?? 0;
      taken.set(slug, before + 1);
      return { ...label, slug: before === 0 ? slug : `${slug}-${before + 1}` };
    })
    .sort((a, b) => b.posts.length - a.posts.length || a.name.localeCompare(b.name, 'zh-CN'));
}

/** The label that a post means by `name`. */
export function labelNamed<T extends Post>(labels: readonly Label<T>[], name: string): Label<T> | undefined {
  return labels.find((label) => folded(label.name) === folded(name));
}

export const tagPath = (slug: string): string => `/tags/${encodeURIComponent(slug)}/`;
export const categoryPath = (slug: string): string => `/categories/${encodeURIComponent(slug)}/`;
