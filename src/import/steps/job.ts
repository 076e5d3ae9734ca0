import type { Blog } from '../blog.ts';
import type { Description } from '../describe-post.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Macro } from '../tex/macros.ts';

/** How many formulas a post has, and what became of them. */
export interface FormulaCount {
  found: number;
  rendered: number;
  translated: number;
  /** Put as code, because KaTeX cannot render them. */
  failed: number;
}

/** What became of a picture's or link's address. */
export type Picture =
  | { kind: 'found'; url: string; name: string }
  | { kind: 'missing'; path: string; name: string }
  | { kind: 'remote'; url: string; name: string };

/** The post that is being brought over, and what its steps may ask of the world around it. */
export interface Job {
  manuscript: Manuscript;
  description: Description;
  blog: Blog;
  formulas: FormulaCount;
  /** Commands that the author defined, in this post so far or in the blog's pages. */
  macros: Map<string, Macro>;
  /** The author's labels -> ours without `eq:`, with the number that the site will give. */
  labels: Map<string, { name: string; number: string }>;
  /** The keys of the works that the post may cite. */
  works: ReadonlySet<string>;
  picture: (written: string, line: number) => Picture;
  /** A link's new address; undefined if it leads nowhere any more. */
  link: (written: string, line: number) => string | undefined;
  /** The address of the post whose file is named so, as `{% post_url %}` names it. */
  postNamed: (name: string) => string | undefined;
}
