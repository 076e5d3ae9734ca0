import type { RenderedPost } from './kept-renderer.ts';

/**
 * What a build has rendered, by the posts' files: the checks come first, the loader of the posts asks next. Astro gives the
 * loader copies of these modules of its own, so it lies where both find it.
 */
const key = Symbol.for('living-lecture-notes: rendered posts');
const shared = globalThis as { [key]?: Map<string, RenderedPost> };

export const renderedPosts = (): Map<string, RenderedPost> => (shared[key] ??= new Map());
