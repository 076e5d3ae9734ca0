import { describe, expect, it } from 'vitest';
import type { ProblemKind } from '../markdown/problem.ts';
import { Manuscript } from './manuscript.ts';
import { repairPost } from './repair-post.ts';

/** A text after one repair of its first line; the words of the problem say nothing, so that only its kind can count. */
function repaired(kind: ProblemKind, text: string): { text: string; changed: boolean } {
  const manuscript = new Manuscript(text);
  const changed = repairPost(manuscript, { kind, file: 'a.md', line: 1, column: 1, message: '…', remedy: '…' });
  return { text: manuscript.text, changed };
}

describe('a repair goes by the kind of the problem, whatever its words', () => {
  it.each<[ProblemKind, string, string]>([
    ['unclosed-strong', '前**“引用”**后', '前<strong>“引用”</strong>后'],
    ['unclosed-strike', '前~~“引用”~~后', '前<del>“引用”</del>后'],
    ['price-as-formula', '价格 $5 和 $ 6', '价格 \\$5 和 \\$ 6'],
    ['label-in-line', '$x \\label{eq:a}$', '$x $'],
    ['malformed-label', '$x \\label{a b}$', '$x $'],
    ['second-label', '$x \\label{eq:b}$', '$x $'],
    ['duplicate-label', '$x \\label{eq:c}$', '$x $'],
    ['liquid', '在 {{ site.url }} 上', '在 `{{ site.url }}` 上'],
    ['bad-tex', '有 $\\frac{1}$ 在', '有 `\\frac{1}` 在'],
    ['bare-words-in-tex', '有 $中$ 在', '有 `中` 在'],
    ['dollar-in-formula', '有 $\\$10$ 在', '有 `\\$10` 在'],
    ['lone-dollar', '$5', '\\$5'],
    ['lone-dollar', '$$ 五', '\\$\\$ 五'],
    ['misplaced-dollars', '$$\n前', '\\$\\$\n前'],
    ['unknown-footnote', '[^1]', '\\[^1]'],
    ['bar-in-formula', '| $P(A|B)$ | 乙 |', '| $P(A\\vert B)$ | 乙 |'],
    ['unclosed-fence', '```\n代码\n', '```\n代码\n```\n'],
  ])('%s', (kind, before, after) => {
    expect(repaired(kind, before)).toEqual({ text: after, changed: true });
  });

  it.each<ProblemKind>([
    'unknown-label',
    'backslash-in-address',
    'link-without-text',
    'picture-without-words',
    'picture-elsewhere',
    'diagram-without-words',
    'bad-diagram',
    'unknown-citation',
    'lost-cell',
    'unused-footnote',
    'second-footnote',
  ])('%s has no repair of its own: the passage stands as code', (kind) => {
    expect(repaired(kind, '一段话').text).toContain('```text\n一段话\n```');
  });

  it.each<ProblemKind>(['bad-bibliography', 'front-matter', 'address-taken', 'dead-link', 'dead-part', 'not-utf-8'])(
    '%s is not of this text, which stays',
    (kind) => {
      expect(repaired(kind, '一段话')).toEqual({ text: '一段话', changed: false });
    },
  );
});
