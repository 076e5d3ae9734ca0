import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Manuscript } from './manuscript.ts';

it('knows each line’s origin, whatever is put in or taken out', () => {
  const manuscript = new Manuscript('a\nb\nc\nd', 10);
  manuscript.replace(/b\nc/g, () => 'B');
  manuscript.mapLines((line) => (line === 'a' ? 'a\n' : line));
  expect(manuscript.text).toBe('a\n\nB\nd');
  expect([1, 2, 3, 4].map((line) => manuscript.originOf(line))).toEqual([10, 10, 11, 13]);
});

it('puts pieces back with the indentation of their place', () => {
  const manuscript = new Manuscript('');
  const mark = manuscript.keep('block', '$$\nx\n$$');
  const other = new Manuscript(`- 甲`);
  expect(other.text).toBe('- 甲');
  manuscript.splice([{ start: 0, end: 0, text: `- 甲\n\n  ${mark}\n> ${mark}` }]);
  manuscript.restore();
  expect(manuscript.text).toBe('- 甲\n\n  $$\n  x\n  $$\n> $$\n> x\n> $$');
});

it('loses nothing of any text', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 3 }), (text, piece) => {
      const manuscript = new Manuscript(text);
      const pattern = new RegExp(piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g');
      manuscript.replace(pattern, ([match]) => manuscript.keep('code', match));
      manuscript.restore();
      expect(manuscript.text).toBe(text);
    }),
  );
});
