import { z } from 'astro/zod';
import type { PostParts, WrittenLink } from './file-data.ts';
import { readKept } from './kept.ts';

/** Where kept posts lie. */
export const room = 'posts';

export const keptPost = z.object({
  rendered: z.object({ code: z.string(), metadata: z.looseObject({ frontmatter: z.record(z.string(), z.unknown()) }) }),
  links: z.array(z.custom<WrittenLink>()),
  /** where links may lead to in it */
  parts: z.custom<PostParts>().optional(),
  /** each file that the text depends on, and the hash of what was in it */
  files: z.record(z.string(), z.string()),
});

/** What stands in a page for a kept post's HTML until the page is written. */
export const keptMark = (name: string): string => `<!--kept:${name}-->`;

/**
 * Puts the kept HTML in where its mark stands.
 * @throws Error if it is not there any more
 */
export function withKeptHtml(html: string): string {
  return html.replace(/<!--kept:([0-9a-f]{32})-->/g, (_, name: string) => {
    const kept = keptPost.safeParse(readKept(room, name));
    if (!kept.success) throw new Error(`The kept text of a post is gone (${name}). Build again.`);
    return kept.data.rendered.code;
  });
}
