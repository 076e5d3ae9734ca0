import type { Post } from './posts.ts';

/** The posts of the series that one belongs to, first part first; none if it belongs to none or is alone in it. */
export function seriesOf<T extends Post>(posts: readonly T[], id: string): T[] {
  const name = posts.find((post) => post.id === id)?.data.series?.name;
  if (name === undefined) return [];
  const parts = posts
    .filter(({ data }) => data.series?.name === name)
    .sort(
      (a, b) =>
        (a.data.series?.part ?? 0) - (b.data.series?.part ?? 0) || a.data.date.valueOf() - b.data.date.valueOf(),
    );
  return parts.length > 1 ? parts : [];
}
