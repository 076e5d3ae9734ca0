import type { Post } from './posts.ts';

/**
 * The posts nearest to one by what they share: a tag that few posts carry says more than one that all carry. Posts that
 * share nothing are not near. `posts` is sorted newest first, which decides between equals.
 */
export function relatedPosts<T extends Post>(posts: readonly T[], id: string, most = 3): T[] {
  const one = posts.find((post) => post.id === id);
  if (!one) return [];
  const carriers = new Map<string, number>();
  for (const post of posts) for (const label of labels(post)) carriers.set(label, (carriers.get(label) ?? 0) + 1);
  const own = labels(one);
  return posts
    .filter((post) => post.id !== id && !isSameSeries(post, one))
    .map((post) => ({
      post,
      nearness: [...labels(post)]
        .filter((label) => own.has(label))
        .reduce((sum, label) => sum + 1 / (carriers.get(label) ?? 1), 0),
    }))
    .filter(({ nearness }) => nearness > 0)
    .sort((a, b) => b.nearness - a.nearness)
    .slice(0, most)
    .map(({ post }) => post);
}

const labels = ({ data }: Post): Set<string> =>
  new Set((data.tags ?? []).map((tag) => tag.normalize('NFKC').trim().toLowerCase()));

/** They are listed together anyway. */
const isSameSeries = (a: Post, b: Post): boolean =>
  a.data.series !== undefined && a.data.series.name === b.data.series?.name;
