import { decodedUrl } from '../../markdown/decoded-url.ts';
import { fencePattern, spanPattern } from '../code-patterns.ts';
import { placeOf } from '../fragments.ts';
import { repaired } from './bring-over.ts';
import { linkAsText } from '../repair-post.ts';
import type { Journey, Traveller } from './journey.ts';

/** Links to parts of posts, when all posts are there: kramdown's ids of headings become ours; a part that is gone is left off. */
export async function settleParts({ posts }: Journey, post: Traveller): Promise<void> {
  const before = post.manuscript.text;
  post.manuscript.replace(codeOrPart, (match, line) => {
    const { head, path, slug, part, tail, name, namedPath, namedSlug, namedPart, rest } = match.groups ?? {};
    const to =
      part === undefined
        ? { head: name, path: namedPath, slug: namedSlug, part: namedPart, tail: rest }
        : { head, path, slug, part, tail };
    if (to.part === undefined || to.part.startsWith('eq:')) return undefined;
    const target = to.slug === undefined ? post : posts.find((other) => encodeURIComponent(other.slug) === to.slug);
    const places = target?.places;
    if (!places) return undefined;
    const place = placeOf(to.part, places);
    if (place !== undefined) {
      const link = `${to.head}${to.path ?? ''}#${encodeURIComponent(place)}${to.tail}`;
      return decodedUrl(link) === decodedUrl(match[0]) ? undefined : link;
    }
    post.notes.push({
      kind: 'look',
      line,
      message: `the link to #${decodedUrl(to.part)} names a part that is not there: it leads to the post`,
    });
    return `${to.head}${to.path ?? `/posts/${encodeURIComponent(post.slug)}/`}${to.tail}`;
  });
  if (post.manuscript.text !== before) post.places = await repaired(post);
  // What was written in a way that the pattern does not know.
  for (let round = 0; round < 50; round += 1) {
    const dead = post.places?.links.find(({ url }) => leadsToNoPart(url, post, posts));
    if (!dead) return;
    linkAsText(post.manuscript, dead);
    post.places = await repaired(post);
  }
}

function leadsToNoPart(url: string, post: Traveller, posts: readonly Traveller[]): boolean {
  const [, slug, part = ''] = /^(?:\/posts\/([^/]+)\/)?#(.+)$/.exec(url) ?? [];
  const target = slug === undefined ? post : posts.find((other) => encodeURIComponent(other.slug) === slug);
  return part !== '' && !part.startsWith('eq:') && target?.places?.ids.has(decodedUrl(part)) === false;
}

/** Code first, fenced or in the line: what it holds is no link. Then links, and the lines that say where named links lead. */
const codeOrPart = new RegExp(
  [
    fencePattern,
    spanPattern,
    '(?<head>\\]\\()(?<path>/posts/(?<slug>[^/)\\s]+)/)?#(?<part>[^)\\s]+)(?<tail>[^)\\n]*\\))',
    '^(?<name>[ \\t>]*\\[[^\\]\\n]+\\]:[ \\t]*)(?<namedPath>/posts/(?<namedSlug>[^/)\\s]+)/)?#(?<namedPart>\\S+)(?<rest>.*)$',
  ].join('|'),
  'gm',
);
