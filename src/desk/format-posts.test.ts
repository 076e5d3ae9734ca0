import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidied } from './format-posts.ts';

describe('a tidied post', () => {
  it('has no spaces and blank lines that mean nothing', () => {
    expect(tidied('---\ntitle: 题  \n---\r\n\r\n\n一 \n二   \n \n\n三\t\n\n\n')).toBe(
      '---\ntitle: 题  \n---\n\n一\n二  \n\n三\n',
    );
  });
  it.each([
    ['code', '```py\nx = 1 \n\n\ny\n```\n'],
    ['code in code', '````md\n```\n\n\na \n````\n'],
    ['code in a list', '- ```\n  x \n\n\n  y\n  ```\n'],
    ['a formula', '$$\nx \n\n\ny\n$$\n'],
  ])('has %s as it was', (_, text) => {
    expect(tidied(text)).toBe(text);
  });
  it('ends code where its author did', () => {
    expect(tidied('```\na\n```\n\n\n后 \n')).toBe('```\na\n```\n\n后\n');
    expect(tidied('$$x$$\n\n\n后 \n')).toBe('$$x$$\n\n后\n');
  });
  it('is tidy, and has all its letters', () => {
    const line = fc.constantFrom(
      '甲',
      ' 乙 ',
      '  ',
      '',
      '```',
      '$$',
      '$x_1$ 和 *y*',
      '| a |\t',
      '> 引  ',
      '~~~',
      '- 项',
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        const once = tidied(text);
        expect(tidied(once)).toBe(once);
        expect(once.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
