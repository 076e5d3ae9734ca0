import { readBlog, type Blog } from '../blog.ts';
import type { Description } from '../describe-post.ts';
import type { Rendered } from '../render-post.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Note } from '../note.ts';
import { postFile } from '../post-file.ts';
import { readRecord, type ImportRecord } from '../record.ts';
import type { ImportReport } from '../report.ts';

/** From the site's root, which is the working directory. */
export const postsFolder = 'src/content/posts';
export const recordFile = 'src/content/imported.json';
export const reportFile = 'import-report.txt';

/** A post on its way: read once, then changed in place, stage by stage, until it is written. */
export interface Traveller {
  /** Path in the blog. */
  readonly file: string;
  /** Its folder's name in the site. */
  readonly slug: string;
  readonly description: Description;
  readonly manuscript: Manuscript;
  /** Of the post as a whole; its manuscript has those of its text. */
  readonly notes: Note[];
  /** The old addresses that it may keep: claimAddresses fills it. */
  readonly redirectFrom: string[];
  /** Name beside the post -> its bytes: takePicture fills it. */
  readonly pictures: Map<string, Uint8Array>;
  /** Of the BibTeX file that it names, which comes to lie beside it: takeBibliography fills it. */
  bibliography: Uint8Array | undefined;
  /** The keys of the works that it may cite: bringOver fills it. */
  works: ReadonlySet<string>;
  cover: { url: string; alt: string } | undefined;
  /** What links may lead to in it; undefined until it is brought over. */
  places: Rendered | undefined;
  /** Its text as it was, for the count of what is lost; the line of the file on which it begins. */
  readonly source: { readonly text: string; readonly firstLine: number };
  /** Where links may lead, as resolveLink said: decoded, without the part of a page. bringOver fills it. */
  readonly addresses: Set<string>;
  /** How many pictures and links are gone that the notes name. */
  readonly told: { pictures: number; links: number };
  /** Why it stays behind. Nothing of it is written then. */
  fault: string | undefined;
}

/**
 * One import from beginning to end. It goes through the stages in this order, and each has its own part of it:
 * readPosts (posts), claimAddresses (redirectFrom), bringOver with resolveLink and takePicture (texts, pictures,
 * publicFiles, the counts of the report), settleParts (texts again), and writing (files, record, the report's rest).
 */
export interface Journey {
  /** Only read, as are the files behind it. */
  readonly blog: Blog;
  /** What earlier imports wrote; writing brings it up to date. */
  readonly record: ImportRecord;
  /** In the order of the blog. */
  readonly posts: Traveller[];
  /** What posts lead to and no page needs: path in the blog, and in public/ -> its bytes. */
  readonly publicFiles: Map<string, Uint8Array>;
  readonly report: ImportReport;
}

/**
 * A journey that has not begun: the blog is looked through, no post of it read.
 * @param place the blog's folder, or one Markdown file
 */
export function journeyTo(place: string): Journey {
  const blog = readBlog(place);
  const report: ImportReport = {
    blog: blog.name,
    posts: [],
    formulas: { found: 0, rendered: 0, translated: 0, failed: 0 },
    pictures: { found: 0, missing: 0, remote: 0, copied: 0 },
    files: 0,
    redirects: 0,
    unread: 0,
    lost: { words: 0, posts: 0 },
    notes: [],
  };
  if (blog.configFault !== undefined) report.notes.push(blog.configFault);
  if (!blog.hasConfig) report.notes.push('there is no _config.yml: old addresses are taken to be /:categories/:title/');
  for (const page of blog.pages) report.notes.push(`${page} is left where it is: only Markdown posts are brought over`);
  return { blog, record: readRecord(recordFile), posts: [], publicFiles: new Map(), report };
}

/** What the record calls a file of a blog. */
export const recordKey = (blog: Blog, file: string): string => `${blog.name}/${file}`;

/** A post's file as it would be written now. */
export const postText = (post: Traveller): string =>
  postFile(post.description, post.cover, post.redirectFrom, post.manuscript.text);
