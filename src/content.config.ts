import { defineCollection } from 'astro:content';
import { contentFolder } from './markdown/content-folder.ts';
import { frontMatter } from './markdown/front-matter.ts';
import { postsLoader } from './markdown/posts-loader.ts';

const posts = defineCollection({
  loader: postsLoader(contentFolder()),
  schema: ({ image }) => frontMatter(image()),
});

export const collections = { posts };
