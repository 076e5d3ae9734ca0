import { getCollection, render, type CollectionEntry } from 'astro:content';
import { postFacts, type PostFacts } from './post-facts.ts';
import { visiblePosts } from './posts.ts';

/** Every post that this build shows, newest first. The author's server shows drafts, a built site does not. */
export async function allPosts(): Promise<CollectionEntry<'posts'>[]> {
  return visiblePosts(await getCollection('posts'), { drafts: import.meta.env.DEV });
}

export interface ListedPost {
  readonly post: CollectionEntry<'posts'>;
  readonly facts: PostFacts;
}

/** Posts with what their list entries show: rendering finds the excerpts out. */
export async function listedPosts(posts: readonly CollectionEntry<'posts'>[]): Promise<ListedPost[]> {
  return Promise.all(
    posts.map(async (post) => ({ post, facts: postFacts((await render(post)).remarkPluginFrontmatter) })),
  );
}
