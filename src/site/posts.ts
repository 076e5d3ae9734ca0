import type { ImageMetadata } from 'astro';

/** What the pages read of a post's front matter. The schema in content.config.ts is stricter about what it lets in. */
export interface PostData {
  readonly title: string;
  readonly date: Date;
  readonly description?: string | undefined;
  readonly updated?: Date | undefined;
  readonly draft?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly cover?: ImageMetadata | string | undefined;
  readonly coverAlt?: string | undefined;
  readonly redirectFrom?: readonly string[] | undefined;
  readonly lang?: string | undefined;
  /** the folder of the post that this one is a translation of */
  readonly translationOf?: string | undefined;
  /** false: no comments under this post, where the site has any */
  readonly comments?: boolean | undefined;
  readonly series?: { readonly name: string; readonly part: number } | undefined;
}

export interface Post {
  readonly id: string;
  readonly data: PostData;
}

export const postsPerPage = 10;

/** Dates are the author's days, and in China the day begins eight hours before it does in Greenwich. */
const aheadOfGreenwich = 8 * 3_600_000;

/** Whether a post's day has not come yet: until then only the author's server shows it. */
export const isScheduled = (data: Pick<PostData, 'date'>, now: Date): boolean =>
  data.date.valueOf() > now.valueOf() + aheadOfGreenwich;

/** What keeps a post from readers; undefined if nothing does. */
export function postState(data: Pick<PostData, 'date' | 'draft'>, now: Date): 'draft' | 'scheduled' | undefined {
  if (data.draft === true) return 'draft';
  return isScheduled(data, now) ? 'scheduled' : undefined;
}

/**
 * Newest first; two posts of one day by their id, so that every build gives the same order. Drafts, and posts whose day
 * has not come, only if asked for.
 */
export function visiblePosts<T extends Post>(
  posts: readonly T[],
  { drafts, now = new Date() }: { drafts: boolean; now?: Date },
): T[] {
  return posts
    .filter((post) => drafts || postState(post.data, now) === undefined)
    .sort((a, b) => b.data.date.valueOf() - a.data.date.valueOf() || (a.id < b.id ? -1 : 1));
}

/** The posts before (older) and after (newer) one in a list that is sorted newest first. */
export function neighbours<T extends Post>(posts: readonly T[], id: string): { older?: T; newer?: T } {
  const at = posts.findIndex((post) => post.id === id);
  if (at < 0) return {};
  const older = posts[at + 1];
  const newer = posts[at - 1];
  return { ...(older ? { older } : {}), ...(newer ? { newer } : {}) };
}

/** Pages of a list; an empty list still has one (empty) page. */
export function pagesOf<T>(items: readonly T[], size: number): T[][] {
  const pages: T[][] = [];
  for (let start = 0; start < items.length; start += size) pages.push(items.slice(start, start + size));
  return pages.length > 0 ? pages : [[]];
}

/** Posts by year, in the order of the list. */
export function byYear<T extends Post>(posts: readonly T[]): { year: number; posts: T[] }[] {
  const years = new Map<number, T[]>();
  for (const post of posts) {
    const year = post.data.date.getUTCFullYear();
    years.set(year, [...(years.get(year) ?? []), post]);
  }
  return [...years].map(([year, of]) => ({ year, posts: of }));
}

export const postPath = (id: string): string => `/posts/${encodeURIComponent(id)}/`;
