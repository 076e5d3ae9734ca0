import { eqnarrays, looseLines, plainTexMatrices, tags, wideArrays, wideRows, type Place } from './environments.ts';
import { isEscaped, replaceCommand } from './groups.ts';
import { wordsInTex } from './words-in-tex.ts';

interface Step {
  /** What the report says of it. */
  name: string;
  apply: (tex: string, place: Place) => string;
}

/** `from` -> `to`, as commands: `\scr` but not `\script`. */
const rename = (from: string, to: string) => (tex: string) =>
  tex.replace(new RegExp(`\\\\${from}(?![A-Za-z])`, 'g'), (match, at: number) => (isEscaped(tex, at) ? match : to));

const drop = (names: readonly string[], count: number) => (tex: string) => replaceCommand(tex, names, count, () => '');

/** Commands that nobody defined, yet whose names say what they are. */
const operators =
  /\\(softmax|sigmoid|relu|ReLU|sgn|sign|diag|rank|Rank|tr|Tr|Var|Cov|KL|grad|divergence|rot|erf|conv|concat|Concat|logit|mean|std|var|cov|prox|supp|span|vecop|dist|argsort|softplus|lcm|card|Attention|LayerNorm|MLP|IoU|ELBO|MSE|RMSE)(?![A-Za-z])/g;

const steps: readonly Step[] = [
  {
    name: 'HTML entities are characters',
    apply: (tex) =>
      tex
        .replace(/&#(\d{2,6}|x[\da-f]{2,6});/gi, (_, code: string) => character(code))
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&nbsp;/g, ' ')
        .replace(/&quot;/g, '"')
        .replace(/&(?:vert|mid|verbar);/g, '|')
        .replace(/&amp;/g, '&'),
  },
  {
    name: 'line breaks of HTML are taken out',
    apply: (tex) => tex.replace(/<br\s*\/?>/gi, ' ').replace(/<\/?(?:em|strong|b|i|span|font)\b[^>]*>/gi, ''),
  },
  {
    name: 'percent signs and comments',
    apply: (tex) =>
      tex
        .replace(/(\d)%/g, '$1\\%')
        .replace(/(^|[^\\])%[^\n]*(\n|$)/g, (match, before: string, end: string, at: number) =>
          before === '' || !isEscaped(tex, at + 1) ? before + end : match,
        ),
  },
  { name: '\\require is not needed', apply: drop(['require', 'usepackage', 'vspace', 'vspace*'], 1) },
  {
    name: 'commands for HTML are taken off',
    apply: (tex) => replaceCommand(tex, ['href', 'style', 'class', 'cssId'], 2, ([, body]) => `{${body}}`),
  },
  {
    name: '\\bbox is \\boxed',
    apply: (tex) =>
      replaceCommand(tex, ['bbox'], 1, ([body], option) => {
        // In a box there are no numbers, and no environment that gives them.
        const inside = (body ?? '').replace(/\\(begin|end)\s*\{(align|gather)\*?\}/g, '\\$1{$2ed}');
        return /border/.test(option) ? `\\boxed{${inside}}` : `{${inside}}`;
      }),
  },
  {
    name: 'commands without effect in a formula are taken out',
    apply: (tex) =>
      tex.replace(
        /\\(?:nonumber|notag|noindent|centering|allowbreak|displaylimits|smallskip|medskip|bigskip|par|strut)(?![A-Za-z])/g,
        ' ',
      ),
  },
  {
    name: 'an equation environment is the display formula itself',
    apply: (tex) =>
      tex.replace(/\\(?:begin|end)\s*\{(?:equation|displaymath|math|subequations|center|empheq)\*?\}/g, ''),
  },
  { name: 'eqnarray is aligned', apply: eqnarrays },
  {
    name: 'multi-line environments',
    apply: (tex, { display }) => {
      let result = tex
        .replace(/\\(begin|end)\s*\{multline\*?\}/g, '\\$1{gathered}')
        .replace(/\\(begin|end)\s*\{(?:flalign|eqalign)\*?\}/g, '\\$1{aligned}')
        .replace(/\\(begin|end)\s*\{tabular\}/g, '\\$1{array}')
        .replace(/\\(begin|end)\s*\{(align|gather|alignat)\*?\s\}/g, '\\$1{$2}')
        .replace(/\\begin\s*\{(array|aligned|gathered)\}\s*\[[a-z]\]/g, '\\begin{$1}')
        .replace(/\\begin\s*\{IEEEeqnarray\*?\}\s*\{[^}]*\}/g, '\\begin{aligned}')
        .replace(/\\end\s*\{IEEEeqnarray\*?\}/g, '\\end{aligned}');
      if (!display) {
        result = result
          .replace(/\\(begin|end)\s*\{(?:align|split)\*?\}/g, '\\$1{aligned}')
          .replace(/\\(begin|end)\s*\{gather\*?\}/g, '\\$1{gathered}')
          .replace(/\\(begin|end)\s*\{alignat\*?\}/g, '\\$1{alignedat}');
      }
      return result;
    },
  },
  {
    name: 'array columns',
    apply: (tex) =>
      tex.replace(/(\\begin\s*\{array\}\s*)\{((?:[^{}]|\{[^{}]*\})*)\}/g, (match, begin: string, columns: string) =>
        /[@!><pmX*]/.test(columns)
          ? `${begin}{${columns
              .replace(/\*\{(\d+)\}\{([^{}]*)\}/g, (_, n, column: string) => column.repeat(Math.min(Number(n), 40)))
              .replace(/[@!><]\{[^{}]*\}/g, '')
              .replace(/[pmbX]\{[^{}]*\}|X/g, 'l')}}`
          : match,
      ),
  },
  { name: 'arrays have as many columns as their rows', apply: wideArrays },
  { name: 'rows of more than two columns are aligned', apply: wideRows },
  { name: 'plain TeX matrices and cases', apply: plainTexMatrices },
  {
    name: '\\mbox is \\text',
    apply: (tex) => rename('(?:mbox|textsc|textnormal|mathtt{text}|shortstack)', '\\text')(tex),
  },
  {
    name: '\\scr, \\frak, \\mathbbm and the like',
    apply: (tex) =>
      [
        ['scr', '\\mathscr '],
        ['frak', '\\mathfrak '],
        ['mit', '\\mathnormal '],
        ['mathbbm', '\\mathbb'],
        ['mathds', '\\mathbb'],
        ['mathbbold', '\\mathbb'],
        ['symbf', '\\mathbf'],
        ['mathbfit', '\\boldsymbol'],
        ['mathbfcal', '\\mathcal'],
        ['oldstyle', ''],
        ['hfill', '\\quad '],
        ['hfil', '\\quad '],
        ['linebreak', '\\\\'],
        ['tfrac12', '\\tfrac12'],
        ['lbrack', '['],
        ['rbrack', ']'],
      ].reduce((text, [from, to]) => rename(from!, to!)(text), tex),
  },
  {
    name: '\\textcircled is text',
    apply: (tex) => tex.replace(/\\textcircled\s*(\{[^{}]*\}|\S)/g, '\\text{\\textcircled$1}'),
  },
  { name: '\\em is \\it', apply: (tex) => tex.replace(/\\em(?![A-Za-z])/g, '\\it') },
  {
    name: '\\unicode is the character',
    apply: (tex) => replaceCommand(tex, ['unicode'], 1, ([code]) => character(code ?? '')),
  },
  { name: '\\color with a model', apply: (tex) => tex.replace(/\\color\s*\[[^\]]*\]\s*\{[^}]*\}/g, '') },
  {
    name: '\\multicolumn is its content',
    apply: (tex) => replaceCommand(tex, ['multicolumn'], 3, ([, , body]) => body),
  },
  {
    name: '\\intertext is a line of text',
    apply: (tex) => replaceCommand(tex, ['intertext', 'shortintertext'], 1, ([body]) => `\\text{${body}} \\\\ `),
  },
  {
    name: '\\sideset is written with scripts',
    apply: (tex) =>
      replaceCommand(tex, ['sideset'], 3, ([left, right, op]) => `{\\vphantom{${op}}}${left}{${op}}${right}`),
  },
  {
    name: '\\root … \\of is \\sqrt',
    apply: (tex) =>
      tex.replace(
        /\\root\s*([^\\{}]+|\{[^{}]*\})\s*\\of(?![A-Za-z])/g,
        (_, n: string) => `\\sqrt[${n.replace(/[{}]/g, '').trim()}]`,
      ),
  },
  {
    name: '\\buildrel is \\overset',
    apply: (tex) =>
      tex.replace(
        /\\buildrel\s*(\{[^{}]*\}|\\[A-Za-z]+|\S)\s*\\over\s*(\{[^{}]*\}|\\[A-Za-z]+|\S)/g,
        '\\overset{$1}{$2}',
      ),
  },
  {
    name: '\\nicefrac is a fraction',
    apply: (tex) => replaceCommand(tex, ['nicefrac', 'sfrac'], 2, ([a, b]) => `{${a}}/{${b}}`),
  },
  {
    name: 'commands of the physics package',
    apply: (tex) => {
      if (!/\\(?:norm|abs|dv|pdv|ket|bra|qty|dd|vb|eval|expval|order)(?![A-Za-z])/.test(tex)) return tex;
      let result = replaceCommand(tex, ['norm'], 1, ([x]) => `\\left\\lVert ${x}\\right\\rVert `);
      result = replaceCommand(result, ['abs'], 1, ([x]) => `\\left\\lvert ${x}\\right\\rvert `);
      result = replaceCommand(result, ['pdv'], 2, ([a, b]) => `\\frac{\\partial ${a}}{\\partial ${b}}`);
      result = replaceCommand(result, ['dv'], 2, ([a, b]) => `\\frac{\\mathrm{d}${a}}{\\mathrm{d}${b}}`);
      result = replaceCommand(result, ['vb'], 1, ([x]) => `\\mathbf{${x}}`);
      return rename('dd', '\\mathrm{d}')(rename('qty', '')(result));
    },
  },
  {
    name: 'limits belong to an operator',
    apply: (tex) =>
      tex
        .replace(
          /\\(?:text|mathrm|rm|textrm|mathbf|textbf)\s*\{\s*([A-Za-z ]+?)\s*\}\s*\\limits(?![A-Za-z])/g,
          (_, name: string) => `\\operatorname*{${name.replaceAll(' ', '\\,')}}\\limits`,
        )
        .replace(
          /(^|[^A-Za-z}])([=<>~+-]|\\(?:(?:long)?(?:right|left|Right|Left)arrow|equiv|approx|sim|to|in|triangleq))\s*\\limits(?![A-Za-z])/g,
          '$1\\mathop{$2}\\limits',
        ),
  },
  {
    name: 'braces as brackets',
    apply: (tex) =>
      tex.replace(/\\(left|right|[bB]igg?[lrm]?)\s*([{}])(?=[^}]|$)/g, (match, size: string, brace: string) =>
        (size === 'left' || size.endsWith('l')) === (brace === '{') && /^(left|right|[bB]igg?[lr])$/.test(size)
          ? `\\${size}\\${brace}`
          : match,
      ),
  },
  {
    name: 'operator names',
    apply: (tex) =>
      tex.replace(operators, (match, name: string, at: number) =>
        isEscaped(tex, at) ? match : `\\operatorname{${name}}`,
      ),
  },
  {
    name: 'a bare # or $',
    apply: (tex) =>
      tex
        .replace(/(^|[^\\])#(?!\d|[\da-f]{6}\})/gi, '$1\\#')
        .replace(/(^|[^\\#])#(?=\d)(?![\da-f]{6}\})/gi, '$1\\#')
        // In words two of them are a formula.
        .replace(
          /(\\(?:text[a-z]*|[mh]box|tag)\s*\{(?:[^{}]|\{[^{}]*\})*\})|(?<!\\)\$/g,
          (_, words?: string) => words ?? '\\$',
        ),
  },
  { name: 'words and full-width signs', apply: wordsInTex },
  { name: 'one \\tag, and only in a display formula', apply: tags },
  { name: 'lines need an environment', apply: looseLines },
  {
    name: '| inside a table',
    apply: (tex, { inTable }) => (inTable === true ? tex.replace(/\\\|/g, '\\Vert ').replace(/\|/g, '\\vert ') : tex),
  },
];

/**
 * TeX that MathJax takes -> TeX that KaTeX takes, where the meaning is certain. TeX that KaTeX takes comes back as it
 * is, and the result of a translation is not translated again.
 * @returns the TeX, and the names of the steps that changed something
 */
export function translateTex(tex: string, place: Place): { tex: string; changes: string[] } {
  let result = tex.trim();
  const changes: string[] = [];
  for (const { name, apply } of steps) {
    const next = apply(result, place);
    if (next === result) continue;
    result = next;
    changes.push(name);
  }
  // A lone backslash at the end was `\ ` or half of `\\`.
  result = result
    .trim()
    .replace(/(?<!\\)((?:\\\\)*)\\$/, '$1')
    .trim();
  return { tex: result, changes };
}

function character(code: string): string {
  const hex = /^\s*(?:x|0x|U\+)([0-9a-f]+)/i.exec(code)?.[1];
  const point = hex === undefined ? Number.parseInt(code, 10) : Number.parseInt(hex, 16);
  return point > 31 && point < 0x11_0000 ? String.fromCodePoint(point) : '';
}
