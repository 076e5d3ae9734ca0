import { describe, expect, it } from 'vitest';
import { redirectPage, redirectsOf } from './redirects.ts';

describe('redirectsOf', () => {
  const post = (id: string, ...redirectFrom: string[]) => ({
    id,
    data: { title: id, date: new Date(0), redirectFrom },
  });
  it('sends old addresses to the post', () => {
    expect(redirectsOf([post('a', '/x/', '/x')])).toEqual([{ file: 'x/index.html', to: '/posts/a/' }]);
  });
  it('refuses one address for two posts', () => {
    expect(() => redirectsOf([post('a', '/x/'), post('b', '/x')])).toThrow(/claimed by two/);
  });
  it('writes each of a post’s addresses that differ only in case: some hosts tell them apart', () => {
    expect(redirectsOf([post('a', '/NN1/', '/nn1/')]).map(({ file }) => file)).toEqual([
      'NN1/index.html',
      'nn1/index.html',
    ]);
  });
  it('refuses addresses of two posts that differ only in case: some disks do not', () => {
    expect(() => redirectsOf([post('a', '/X/'), post('b', '/x/index.html')])).toThrow(/claimed by two/);
  });
  it('refuses the address of a post', () => {
    expect(() => redirectsOf([post('a', '/posts/B/'), post('b')])).toThrow(/claimed by two/);
    expect(() => redirectsOf([post('a', '/posts/A/')])).toThrow(/itself/);
  });
  it('refuses an address outside the site', () => {
    expect(() => redirectsOf([post('a', '/../')])).toThrow(/not an address/);
  });
});

it('escapes what a title may hold', () => {
  expect(redirectPage({ href: '/a/', canonical: 'https://x/a/', title: 'a<b & "c"' })).toContain(
    'a&lt;b &amp; &quot;c&quot;',
  );
});
