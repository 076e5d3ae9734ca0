import { decodedUrl } from '../markdown/decoded-url.ts';

/** The ids that kramdown and GitHub's Markdown give headings: old links name them, ours are others. */
export function oldHeadingIds(texts: readonly string[]): Map<string, number> {
  const ids = new Map<string, number>();
  const makers: ((text: string) => string)[] = [
    (text) =>
      text
        .replace(/^[^a-zA-Z]+/, '')
        .replace(/[^a-zA-Z0-9 -]/g, '')
        .replaceAll(' ', '-')
        .toLowerCase() || 'section',
    (text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- \t]/gu, '')
        .replace(/[ \t]/g, '-'),
  ];
  for (const make of makers) {
    const seen = new Map<string, number>();
    texts.forEach((text, i) => {
      const base = make(text.trim());
      const before = seen.get(base) ?? 0;
      seen.set(base, before + 1);
      const id = before === 0 ? base : `${base}-${before}`;
      if (!ids.has(id)) ids.set(id, i);
    });
  }
  return ids;
}

/** A post's places, for links that lead to them. */
export interface Places {
  ids: ReadonlySet<string>;
  headings: readonly { slug: string; text: string }[];
}

/** The id that a link's `#part` means in a post; undefined if there is none. */
export function placeOf(part: string, { ids, headings }: Places): string | undefined {
  const name = decodedUrl(part);
  if (ids.has(name)) return name;
  const at = oldHeadingIds(headings.map(({ text }) => text)).get(name.toLowerCase());
  if (at !== undefined) return headings[at]?.slug;
  const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return headings.find(
    ({ slug, text }) => squeezed(name) !== '' && [squeezed(slug), squeezed(text)].includes(squeezed(name)),
  )?.slug;
}
