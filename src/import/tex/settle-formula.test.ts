import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf, settleFormula } from './settle-formula.ts';

const display = { display: true };
const inline = { display: false };

describe('TeX that KaTeX takes', () => {
  it.each([
    'x^2',
    '\\frac{a}{b}',
    '\\begin{aligned}a&=b\\\\c&=d\\end{aligned}',
    '\\text{深度}',
    '{\\rm d}x',
    '\\bm{w}',
  ])('is left as it is: %s', (tex) => {
    expect(settleFormula(tex, display)).toEqual({ tex, rendered: true, changes: [], fault: undefined });
  });
});

describe('TeX that only MathJax takes', () => {
  it.each([
    ['\\begin{eqnarray}a &=& b \\\\ c &=& d\\end{eqnarray}', '\\begin{aligned}a &=  b \\\\ c &=  d\\end{aligned}'],
    ['损失 = \\alpha', '\\text{损失} = \\alpha'],
    ['f（x）＝1', 'f(x)=1'],
    ['x_中', 'x_{\\text{中}}'],
    ['\\mbox{若 $x>0$}', '\\text{若 $x>0$}'],
    ['\\hat\\mathbf{x}', '\\hat{\\mathbf{x}}'],
    ['e^\\sqrt{2}', 'e^{\\sqrt{2}}'],
    ['\\scr{L}', '\\mathscr {L}'],
    ['\\mathbbm{1}', '\\mathbb{1}'],
    ['\\text{argmin}\\limits_x', '\\operatorname*{argmin}\\limits_x'],
    ['{a}\\limits_x', '\\mathop{{a}}\\limits_x'],
    ['a \\\\ b', '\\begin{gathered}a \\\\ b\\end{gathered}'],
    ['a &= b \\\\ c &= d', '\\begin{aligned}a &= b \\\\ c &= d\\end{aligned}'],
    ['\\require{AMSmath} x', 'x'],
    ['x − 5%', 'x - 5\\%'],
    ['a &lt; b', 'a < b'],
    ['T(x &#x7c; y)', 'T(x | y)'],
    ['\\begin{aligned}a &amp;= b\\end{aligned}', '\\begin{aligned}a &= b\\end{aligned}'],
    [`{\\color{#${'0a1b2c'}}a} # b \\require{x}`, `{\\color{#${'0a1b2c'}}a} \\# b`],
    ['\\mu = $60K', '\\mu = \\$60K'],
    ['p_𝜃 + 𝜙 + 𝛼', 'p_θ + ϕ + α'],
    ['\\begin{array}{l} a & b \\\\ c \\end{array}', '\\begin{array}{lc} a & b \\\\ c \\end{array}'],
    ['\\begin{array} a & b \\end{array}', '\\begin{array}{cc} a & b \\end{array}'],
    [
      '\\begin{array}{c}\\begin{array}{c}a&b\\end{array}\\end{array}',
      '\\begin{array}{c}\\begin{array}{cc}a&b\\end{array}\\end{array}',
    ],
    ['\\begin{split}a &= b & c\\end{split}', '\\begin{aligned}a &= b & c\\end{aligned}'],
    [
      '\\bbox[5px, border: 1px solid]{\\begin{align*}a &= b\\end{align*}}',
      '\\boxed{\\begin{aligned}a &= b\\end{aligned}}',
    ],
    ['\\matrix{a & b \\cr c & d}', '\\begin{matrix}a & b \\\\ c & d\\end{matrix}'],
    ['\\tag*{(1)} x é', '\\tag{1} x \\text{é}'],
    ['\\unicode{x41}', 'A'],
    ['\\text{a_b}', '\\text{a\\_b}'],
    ['\\softmax(x)', '\\operatorname{softmax}(x)'],
    ['\\begin{array}{c@{}c}a&b\\end{array}', '\\begin{array}{cc}a&b\\end{array}'],
    ['\\textcircled{1}', '\\text{\\textcircled{1}}'],
  ])('%s', (source, tex) => {
    const settled = settleFormula(source, display);
    expect(settled).toMatchObject({ tex, rendered: true });
    expect(settled.changes.length).toBeGreaterThan(0);
  });

  it('is set for the line where it stands in one', () => {
    expect(settleFormula('\\begin{align}a&=b\\end{align}', inline).tex).toBe('\\begin{aligned}a&=b\\end{aligned}');
    expect(settleFormula('x \\tag{1}', inline).tex).toBe('x \\qquad\\text{(1)}');
  });
  it('has no bare bar in a table', () => {
    expect(settleFormula('\\|x\\| + P(a|b)', { display: false, inTable: true }).tex).toBe(
      '\\Vert x\\Vert  + P(a\\vert b)',
    );
  });
  it('is given back with the reason where there is no safe translation', () => {
    expect(settleFormula('\\frac{1}{', inline)).toMatchObject({ tex: '\\frac{1}{', rendered: false });
    expect(settleFormula('\\nosuch', display).fault).toContain('Undefined control sequence');
  });
});

const pieces = fc
  .array(
    fc.constantFrom(
      'x',
      '\\frac',
      '{',
      '}',
      '^',
      '_',
      '中文',
      '（',
      '\\\\',
      '&',
      '\\text{',
      '|',
      '\\left(',
      '\\right)',
      '\\begin{aligned}',
      '\\end{aligned}',
      '%',
      '#',
      '\\limits',
      '\\hat',
      '\\mathbf',
      ' ',
      '\n',
      '\\tag{1}',
      '\\',
      '$',
      '~',
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('any text', () => {
  it('comes out as what renders, or is said not to; never as an exception', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string()), fc.boolean(), (source, isDisplay) => {
        const { tex, rendered } = settleFormula(source, { display: isDisplay });
        if (rendered) expect(faultOf(tex, isDisplay)).toBeUndefined();
      }),
      { numRuns: 600 },
    );
  });
  it('is settled after one time', () => {
    fc.assert(
      fc.property(pieces, (source) => {
        const once = settleFormula(source, display);
        if (once.rendered) expect(settleFormula(once.tex, display).tex).toBe(once.tex);
      }),
      { numRuns: 600 },
    );
  });
});
