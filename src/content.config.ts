import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const posts = defineCollection({
  loader: glob({ pattern: '**/index.{md,mdx}', base: './src/content/posts', deferRender: true }),
  schema: z.object({ title: z.string(), date: z.coerce.date() }),
});

export const collections = { posts };
