import { decodedUrl } from '../../markdown/decoded-url.ts';
import { placeOf } from '../fragments.ts';
import { repaired } from './bring-over.ts';
import type { Journey, Traveller } from './journey.ts';

/** Links to parts of posts, when all posts are there: kramdown's ids of headings become ours; a part that is gone is left off. */
export async function settleParts({ posts }: Journey, post: Traveller): Promise<void> {
  const before = post.manuscript.text;
  post.manuscript.replace(
    // Code first, fenced or in the line: what it holds is no link.
    /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?\n)?[ \t>]*\1[`~]*[ \t]*$|(?<!`)(?<!(?<!\\)(?:\\\\)*\\)(`+)(?!`)[\s\S]*?[^`]\2(?!`)|\]\((\/posts\/([^/)\s]+)\/)?#([^)\s]+)([^)\n]*)\)/gm,
    ([match, , , path, slug, part, rest = ''], line) => {
      if (part === undefined || part.startsWith('eq:')) return undefined;
      const target = slug === undefined ? post : posts.find((other) => encodeURIComponent(other.slug) === slug);
      const places = target?.places;
      if (!places) return undefined;
      const place = placeOf(part, places);
      if (place !== undefined) {
        const link = `](${path ?? ''}#${encodeURIComponent(place)}${rest})`;
        return decodedUrl(link) === decodedUrl(match) ? undefined : link;
      }
      post.notes.push({
        kind: 'look',
        line,
        message: `the link to #${decodedUrl(part)} names a part that is not there: it leads to the post`,
      });
      return `](${path ?? `/posts/${encodeURIComponent(post.slug)}/`}${rest})`;
    },
  );
  if (post.manuscript.text !== before) post.places = await repaired(post);
}
