import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeText } from '../decode-text.ts';
import { describePost, type Description } from '../describe-post.ts';
import { Manuscript } from '../manuscript.ts';
import type { Note } from '../note.ts';
import { freeSlug, postSlug } from '../slug.ts';
import { splitFrontMatter } from '../split-front-matter.ts';
import { postsFolder, recordKey, type Journey } from './journey.ts';

/** Reads every post of the blog and names its folder. One that cannot be read goes into the report alone. */
export function readPosts({ blog, record, posts, report }: Journey): void {
  const taken = new Set<string>();
  const existing = new Set(existsSync(postsFolder) ? readdirSync(postsFolder).map((name) => name.toLowerCase()) : []);
  const own = new Set(
    blog.posts.map((file) => record[recordKey(blog, file)]?.slug.toLowerCase()).filter((slug) => slug !== undefined),
  );
  for (const file of blog.posts) {
    // Jekyll reads the date from the file's name, and publishes nothing of _posts that has none.
    if (blog.hasConfig && /(^|\/)_posts\//.test(file) && !/^\d{2,4}-\d{1,2}-\d{1,2}-/.test(basename(file))) {
      report.notes.push(`${file} is left where it is: its name has no date, and Jekyll does not publish it`);
      continue;
    }
    try {
      const path = join(blog.root, file);
      const { text, encoding, damaged, controls } = decodeText(readFileSync(path));
      const split = splitFrontMatter(text);
      const { description, notes } = describePost(blog, file, split, statSync(path).mtime);
      if (encoding !== 'utf-8')
        notes.unshift({
          kind: 'changed',
          line: undefined,
          message: `the file is in ${encoding.toUpperCase()}: written as UTF-8`,
        });
      if (damaged)
        notes.unshift({
          kind: 'look',
          line: undefined,
          message: 'some bytes are no text in any encoding: shown as \uFFFD',
        });
      if (controls)
        notes.unshift({
          kind: 'changed',
          line: undefined,
          message: 'control characters, which no page may hold, are left out',
        });
      if (split.fault !== undefined) notes.push({ kind: 'changed', line: 1, message: split.fault });
      if (!description.titled)
        notes.push({
          kind: 'look',
          line: undefined,
          message: 'the post has no title: its first heading or file name is taken',
        });
      cleanTitle(description, notes);
      const recorded = record[recordKey(blog, file)]?.slug;
      const slug =
        recorded ??
        freeSlug(
          postSlug(description.name),
          (candidate) => taken.has(candidate) || existing.has(candidate) || own.has(candidate),
        );
      taken.add(slug.toLowerCase());
      posts.push({
        file,
        slug,
        description,
        manuscript: new Manuscript(split.body, split.firstLine),
        notes,
        redirectFrom: [],
        cover: undefined,
        pictures: new Map(),
        bibliography: undefined,
        works: new Set(),
        source: { text: split.body, firstLine: split.firstLine },
        addresses: new Set([`/posts/${slug}/`]),
        told: { pictures: 0, links: 0 },
        places: undefined,
        fault: undefined,
      });
    } catch (error) {
      report.posts.push({
        file,
        slug: undefined,
        outcome: 'failed',
        fault: error instanceof Error ? error.message : String(error),
        notes: [],
      });
    }
  }
}

/** A title is plain text: formulas lose their dollars, Liquid goes. */
function cleanTitle(description: Description, notes: Note[]): void {
  const clean = description.title
    .replace(/\{\{.*?\}\}|\{%.*?%\}/g, '')
    .replace(
      /\$\$([^$]+)\$\$|\$([^$\s][^$]*[\\^_][^$]*)\$/g,
      (_, double: string | undefined, single: string | undefined) =>
        (double ?? single ?? '').replace(/\\([A-Za-z]+)/g, '$1').replace(/[{}]/g, ''),
    )
    .trim();
  if (clean === description.title || clean === '') return;
  notes.push({ kind: 'look', line: undefined, message: `the title is plain text now: “${clean}”` });
  description.title = clean;
}
