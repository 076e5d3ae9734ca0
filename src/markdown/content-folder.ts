import { resolve } from 'node:path';

/** Where the posts are, absolute. Astro's commands, and so this, run in the project's folder. */
export function contentFolder(): string {
  return resolve('src/content/posts');
}
