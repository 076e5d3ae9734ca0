import type { Post } from './posts.ts';

/**
 * The posts nearest to one by what they share: a tag that few posts carry says more than one that all carry. Posts that
 * share nothing are not near. `posts` is sorted newest first, which decides between equals.
 */
export function relatedPosts<T extends Post>(posts: readonly T[], id: string, most = 3): T[] {
  const { carriers, labelsOf, at } = indexOf(posts);
  const one = posts[at.get(id) ?? -1];
  if (!one) return [];
  const own = labelsOf(one);
  const near = new Set([...own].flatMap((label) => carriers.get(label) ?? []));
  return [...near]
    .sort((a, b) => a - b)
    .flatMap((index) => posts[index] ?? [])
    .filter((post) => post.id !== id && !isSameSeries(post, one))
    .map((post) => ({
      post,
      nearness: [...labelsOf(post)]
        .filter((label) => own.has(label))
        .reduce((sum, label) => sum + 1 / (carriers.get(label)?.length ?? 1), 0),
    }))
    .sort((a, b) => b.nearness - a.nearness)
    .slice(0, most)
    .map(({ post }) => post);
}

interface Index {
  /** the places of the posts that carry a label */
  readonly carriers: ReadonlyMap<string, readonly number[]>;
  readonly labelsOf: (post: Post) => ReadonlySet<string>;
  readonly at: ReadonlyMap<string, number>;
}

/** One for all posts of a list: each of them asks for its neighbours. */
const indices = new WeakMap<readonly Post[], Index>();

function indexOf(posts: readonly Post[]): Index {
  const known = indices.get(posts);
  if (known) return known;
  const carriers = new Map<string, number[]>();
  const own = new Map(posts.map((post) => [post, labels(post)]));
  for (const [index, post] of posts.entries()) {
    for (const label of own.get(post) ?? []) {
      const places = carriers.get(label);
      if (places) places.push(index);
      else carriers.set(label, [index]);
    }
  }
  const index = {
    carriers,
    labelsOf: (post: Post) => own.get(post) ?? new Set<string>(),
    at: new Map(posts.map(({ id }, place) => [id, place])),
  };
  indices.set(posts, index);
  return index;
}

const labels = ({ data }: Post): Set<string> =>
  new Set((data.tags ?? []).map((tag) => tag.normalize('NFKC').trim().toLowerCase()));

/** They are listed together anyway. */
const isSameSeries = (a: Post, b: Post): boolean =>
  a.data.series !== undefined && a.data.series.name === b.data.series?.name;
