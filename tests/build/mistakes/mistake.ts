/** Something that an author got wrong, and what is said of it: exactly this, at this place. */
export interface Mistake {
  name: string;
  /** `md` unless it needs components. */
  ext?: 'mdx';
  /** The file; a post around a text if it begins with no front matter. The text's first line is the sixth. */
  text: string | Uint8Array;
  place: `${number}:${number}`;
  message: string;
  remedy: string;
}

/** A post of which only the front matter counts. */
export const matter = (lines: string): string => `---\n${lines}\n---\n\n正文。\n`;
