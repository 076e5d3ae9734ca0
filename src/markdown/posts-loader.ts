import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { glob, type Loader } from 'astro/loaders';
import { renderedPosts } from './kept-posts.ts';

type Entry = Parameters<Parameters<Loader['load']>[0]['store']['set']>[0];

/**
 * The posts of a folder, each under its folder's name. One that the checks have rendered for this build is handed on as it is:
 * as a module of its own it would go through the bundler, and a thousand do so for ten seconds. Any other (.mdx, one with
 * pictures, all of an author's server) is rendered when it is asked for: so a fault in it is shown in its place.
 */
export function postsLoader(base: string): Loader {
  const posts = glob({
    pattern: '*/index.{md,mdx}',
    base,
    // The folder's name is the address, letter for letter.
    generateId: ({ entry }) => entry.replace(/\/index\.mdx?$/, ''),
    // Without this a post that fails to render is logged, and shipped empty.
    deferRender: true,
  });
  return {
    ...posts,
    async load(context) {
      const { store, config } = context;
      // What an earlier build stored may have been rendered by other code.
      store.clear();
      const root = fileURLToPath(config.root);
      await posts.load({ ...context, store: { ...store, set: (entry) => store.set(rendered(entry, root)) } });
    },
  };
}

function rendered(entry: Entry, root: string): Entry {
  const post = entry.filePath === undefined ? undefined : renderedPosts().get(resolve(root, entry.filePath));
  if (!post) return entry;
  return {
    ...entry,
    deferredRender: false,
    rendered: { html: post.code, metadata: { ...post.metadata, imagePaths: [] } },
  };
}
