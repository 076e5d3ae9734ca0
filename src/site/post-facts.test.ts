import { describe, expect, it } from 'vitest';
import { postFacts } from './post-facts.ts';

describe('postFacts', () => {
  it('reads what the pipeline left', () => {
    expect(
      postFacts({
        excerpt: '<p>开头</p>',
        readingTime: { minutes: 13.6, han: 4000, words: 20, formulas: 9, experiments: 6, code: 2, pictures: 3 },
      }),
    ).toEqual({
      excerpt: '<p>开头</p>',
      readingTime: { minutes: 14, experiments: 6 },
      formulas: 9,
      code: 2,
      pictures: 3,
    });
  });
  it.each([{}, { excerpt: ' ', readingTime: null }, { excerpt: 3, readingTime: { minutes: 'many' } }])(
    'leaves out what is missing or odd: %j',
    (frontmatter) => {
      expect(postFacts(frontmatter)).toEqual({ formulas: 0, code: 0, pictures: 0 });
    },
  );
  it('never says zero minutes of a short post', () => {
    expect(postFacts({ readingTime: { minutes: 0.2 } }).readingTime?.minutes).toBe(1);
  });
});
