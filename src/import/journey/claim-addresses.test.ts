import { expect, it } from 'vitest';
import { claimAddresses } from './claim-addresses.ts';
import type { Journey, Traveller } from './journey.ts';

/** What posts of these names keep of their old addresses, and what is said of the rest. */
function claimed(wanted: Record<string, string[]>): Record<string, { kept: string[]; said: string[] }> {
  const posts = Object.entries(wanted).map(
    ([slug, addresses]) => ({ slug, description: { addresses }, notes: [], redirectFrom: [] }) as unknown as Traveller,
  );
  claimAddresses({ posts } as unknown as Journey);
  return Object.fromEntries(
    posts.map(({ slug, redirectFrom, notes }) => [
      slug,
      { kept: redirectFrom, said: notes.map(({ message }) => message) },
    ]),
  );
}

it('an old address goes to the first post that had it, however it is written', () => {
  expect(claimed({ 'zz-one': ['/ZZ/a/'], 'zz-two': ['/zz/a/index.html', '/zz/a.html'] })).toEqual({
    'zz-one': { kept: ['/ZZ/a/'], said: [] },
    'zz-two': {
      kept: ['/zz/a.html'],
      said: ['the old address /zz/a/index.html is taken by src/content/posts/zz-one/: no redirect'],
    },
  });
});

it('a post keeps two that differ only in case, and one of two that are one file', () => {
  expect(claimed({ 'zz-one': ['/ZZ1/', '/zz1/', '/zz1', '/zz1/index.html'] })['zz-one']).toEqual({
    kept: ['/ZZ1/', '/zz1/'],
    said: [],
  });
});

it('no redirect lies where the post itself stands, nor where the site has a page', () => {
  expect(claimed({ 'zz-one': ['/posts/zz-one', '/posts/ZZ-One/', '/about/'] })['zz-one']).toEqual({
    kept: [],
    said: [
      'the old address /posts/ZZ-One/ differs from the new one only in letter case: no redirect',
      'the old address /about/ is taken by a page of this site: no redirect',
    ],
  });
});
