import { getCollection, type CollectionEntry } from 'astro:content';
import { visiblePosts } from './posts.ts';

/** Every post that this build shows, newest first. The author's server shows drafts, a built site does not. */
export async function allPosts(): Promise<CollectionEntry<'posts'>[]> {
  return visiblePosts(await getCollection('posts'), { drafts: import.meta.env.DEV });
}
