import { decodedUrl } from './decoded-url.ts';
import type { Findings } from './findings.ts';
import type { Problem } from './problem.ts';
import { hasPart, remedyFor } from './rehype-parts.ts';
import { slugOfFile, writtenTarget } from './written-target.ts';

/** Links to a part of another post that this post does not have. Those within a post, its own pipeline reports (rehype-parts). */
export function deadParts({ links, parts = new Map() }: Findings): Problem[] {
  const bySlug = new Map([...parts].map(([file, places]) => [slugOfFile(file), places]));
  return links.flatMap(({ url, file, line, column }) => {
    if (url.startsWith('#')) return [];
    const { path = '', part = '' } = writtenTarget(url, file) ?? {};
    const slug = /^\/posts\/([^/]+)\/?$/.exec(path)?.[1];
    const places = slug === undefined ? undefined : bySlug.get(slug);
    if (!places || part === '' || hasPart(places, part)) return [];
    return [
      {
        kind: 'dead-part',
        file,
        line,
        column,
        message: `the link “${decodedUrl(url)}” is dead: that post has no part “${part}”`,
        remedy: remedyFor(part, places),
      },
    ];
  });
}
