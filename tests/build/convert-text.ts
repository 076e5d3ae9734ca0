import { describePost, type Description } from '../../src/import/describe-post.ts';
import type { Blog } from '../../src/import/blog.ts';
import { convertPost } from '../../src/import/convert-post.ts';
import { Manuscript } from '../../src/import/manuscript.ts';
import { renderPost } from '../../src/import/render-post.ts';
import { repairPost } from '../../src/import/repair-post.ts';
import type { Job } from '../../src/import/steps/job.ts';
import { splitFrontMatter } from '../../src/import/split-front-matter.ts';

/** A blog without files. */
export const emptyBlog: Blog = {
  name: 'blog',
  root: '/nowhere',
  posts: [],
  pages: [],
  config: { title: '旧博客', url: 'https://old.example' },
  configFault: undefined,
  hasConfig: true,
  files: new Map(),
  byName: new Map(),
  dollarMaths: false,
  macros: new Map(),
};

/** What the import makes of a front matter in a file of this name. */
export function described(
  text: string,
  file = '_posts/2016-10-11-name.md',
  config: Record<string, unknown> = {},
): Description {
  const blog = { ...emptyBlog, config };
  return describePost(blog, file, splitFrontMatter(text), new Date('2020-02-02T00:00:00Z')).description;
}

/** A job on a text alone: pictures are there if they are called so, links stay as they are. */
export function jobOn(text: string): Job {
  const split = splitFrontMatter(text);
  return {
    manuscript: new Manuscript(split.body, split.firstLine),
    description: described(text),
    blog: emptyBlog,
    formulas: { found: 0, rendered: 0, translated: 0, failed: 0 },
    macros: new Map(),
    labels: new Map(),
    works: new Set(),
    picture: (written) =>
      /there/.test(written)
        ? { kind: 'found', url: './there.png', name: 'there' }
        : { kind: 'missing', path: written, name: 'gone' },
    link: (written) => written,
    postNamed: (name) => (name === '2016-10-11-known' ? '/posts/known/' : undefined),
  };
}

/** A text through the whole import, but for its files. */
export function converted(text: string): string {
  const job = jobOn(text);
  convertPost(job);
  return job.manuscript.text;
}

/** What the site's checks still find wrong after the import's repairs. */
export async function faultsAfter(text: string): Promise<string[]> {
  const job = jobOn(text);
  convertPost(job);
  for (let round = 0; round < 60; round += 1) {
    const { problems, leftovers } = await renderPost('post', job.manuscript.text);
    if (problems.length === 0) return leftovers;
    if (!problems.some((problem) => repairPost(job.manuscript, problem)))
      return problems.map(({ line, message }) => `${line}: ${message}`);
  }
  return ['the repairs do not end'];
}
