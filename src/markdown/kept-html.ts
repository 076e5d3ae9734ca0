import { z } from 'astro/zod';
import { hashOf } from '../store/store.ts';
import type { PostParts, WrittenLink } from './file-data.ts';
import { readKept, writeKept } from './kept.ts';

/** Where kept posts lie, and their HTML, which only the written page needs. */
export const room = 'posts';
export const textRoom = 'texts';

export const keptPost = z.object({
  /** the name of its HTML among the texts */
  text: z.string(),
  metadata: z.looseObject({ frontmatter: z.record(z.string(), z.unknown()) }),
  links: z.array(z.custom<WrittenLink>()),
  /** where links may lead to in it */
  parts: z.custom<PostParts>().optional(),
  /** each file that the text depends on, and the hash of what was in it */
  files: z.record(z.string(), z.string()),
});

/** Keeps a post's HTML by its own hash: what stands in a page for it says all that is in it. */
export function keepText(html: string): string {
  const name = hashOf(html);
  writeKept(textRoom, name, html);
  return name;
}

export function keptText(name: string): string | undefined {
  const html = readKept(textRoom, name);
  return typeof html === 'string' ? html : undefined;
}

/** What stands in a page for a kept post's HTML until the page is written. */
export const keptMark = (name: string): string => `<!--kept:${name}-->`;

export const hasKeptMark = (html: string): boolean => html.includes('<!--kept:');

/**
 * Puts the kept HTML in where its mark stands.
 * @throws Error if it is not there any more
 */
export function withKeptHtml(html: string): string {
  return html.replace(/<!--kept:([0-9a-f]{32})-->/g, (_, name: string) => {
    const text = keptText(name);
    if (text === undefined) throw new Error(`The kept text of a post is gone (${name}). Build again.`);
    return text;
  });
}
