import { unified } from '@astrojs/markdown-remark';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

/** The text pipeline, for astro.config.mjs: every post, .md and .mdx, goes through it. */
export const markdown = {
  processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] }),
};
