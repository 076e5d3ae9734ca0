import { slugOf } from '../site/labels.ts';

/** A post's folder name from its file name without date and ending: lower case, Han stays. Never empty, never long. */
export function postSlug(name: string): string {
  const slug = slugOf(name.normalize('NFC'));
  return (
    [...slug]
      .slice(0, 80)
      .join('')
      .replace(/[-.]+$/u, '') || 'post'
  );
}

/** The first of slug, slug-2, slug-3 … that is free. Letter case counts as nothing: some disks and hosts fold it. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? slug : `${slug}-${n}`;
    if (!isTaken(candidate.toLowerCase())) return candidate;
  }
}
