import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBibliography } from '../../markdown/bibliography.ts';
import { findFile } from '../find-picture.ts';
import type { Journey, Traveller } from './journey.ts';

/**
 * Takes the BibTeX file along that a post names in its front matter: it comes to lie beside it as references.bib.
 * @returns the keys of its works; none if the post names no file, or one that is not there or cannot be read
 */
export function takeBibliography({ blog }: Journey, post: Traveller): ReadonlySet<string> {
  const { bibliography } = post.description;
  if (bibliography === undefined) return new Set();
  const file = bibliography.endsWith('.bib') ? bibliography : `${bibliography}.bib`;
  const found = findFile(blog, post.file, file);
  const say = (message: string): ReadonlySet<string> => {
    post.notes.push({ kind: 'look', line: undefined, message });
    return new Set();
  };
  if (!found) return say(`the bibliography ${file} is not in the blog: citations stand as text`);
  const path = join(blog.root, found.path);
  try {
    const works = readBibliography(path);
    post.bibliography = readFileSync(path);
    return new Set(works.keys());
  } catch (error) {
    return say(
      `the bibliography ${found.path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
