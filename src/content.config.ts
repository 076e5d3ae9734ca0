import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { frontMatter } from './markdown/front-matter.ts';
import { contentFolder } from './markdown/content-folder.ts';

const posts = defineCollection({
  loader: glob({
    pattern: '*/index.{md,mdx}',
    base: contentFolder(),
    // The folder's name is the address, letter for letter.
    generateId: ({ entry }) => entry.replace(/\/index\.mdx?$/, ''),
    // Without this a post that fails to render is logged, and shipped empty.
    deferRender: true,
  }),
  schema: ({ image }) => frontMatter(image()),
});

export const collections = { posts };
