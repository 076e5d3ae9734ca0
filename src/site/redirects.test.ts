import { describe, expect, it } from 'vitest';
import { fileOf, redirectPage, redirectsOf } from './redirects.ts';

describe('fileOf', () => {
  it.each([
    ['/machine learning/basic/NN1/', 'machine learning/basic/NN1/index.html'],
    ['/machine%20learning/NN1', 'machine learning/NN1/index.html'],
    ['/2016/10/11/lstm.html', '2016/10/11/lstm.html'],
    ['old/梯度/', 'old/梯度/index.html'],
    ['/100%/', '100%/index.html'],
    ['/a/?x=1#y', 'a/index.html'],
  ])('%s -> %s', (address, file) => {
    expect(fileOf(address)).toBe(file);
  });
  it.each(['/', '', '/../x/', '/%2e%2e/x/'])('refuses %j', (address) => {
    expect(fileOf(address)).toBeUndefined();
  });
});

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
  it('refuses an address outside the site', () => {
    expect(() => redirectsOf([post('a', '/../')])).toThrow(/not an address/);
  });
});

it('escapes what a title may hold', () => {
  expect(redirectPage({ href: '/a/', canonical: 'https://x/a/', title: 'a<b & "c"' })).toContain(
    'a&lt;b &amp; &quot;c&quot;',
  );
});
