import type { Post } from './posts.ts';

/** One post in its languages, the original first; empty if it has no translation. */
export function translationsOf<P extends Post>(posts: readonly P[], id: string): P[] {
  const original = posts.find((post) => post.id === id)?.data.translationOf ?? id;
  const group = posts.filter((post) => post.id === original || post.data.translationOf === original);
  return group.length < 2 ? [] : group.sort((a, b) => Number(b.id === original) - Number(a.id === original));
}
