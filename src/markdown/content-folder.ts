import { resolve } from 'node:path';

/** Where the posts are. Tests point CONTENT_DIR at posts of their own. Absolute path. */
export function contentFolder(): string {
  return resolve(process.env['CONTENT_DIR'] ?? 'src/content/posts');
}
