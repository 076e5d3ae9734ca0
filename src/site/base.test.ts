import { describe, expect, it } from 'vitest';
import { absoluteUrl, joinBase } from './base.ts';

describe('joinBase', () => {
  it('puts a path under the base', () => {
    expect(joinBase('/repo/', '/posts/a/')).toBe('/repo/posts/a/');
    expect(joinBase('/', '/posts/a/')).toBe('/posts/a/');
  });
  it('takes a base without its last slash', () => {
    expect(joinBase('/repo', '/')).toBe('/repo/');
  });
  it.each(['https://example.org/a', '//example.org/a', '#top', 'a/b', ''])('leaves %j alone', (path) => {
    expect(joinBase('/repo/', path)).toBe(path);
  });
});

describe('absoluteUrl', () => {
  it('encodes what an address may not hold', () => {
    expect(absoluteUrl('/tags/梯度/', new URL('https://example.org'))).toBe(
      'https://example.org/tags/%E6%A2%AF%E5%BA%A6/',
    );
  });
});
