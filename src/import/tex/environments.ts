import { argumentEnd, replaceCommand } from './groups.ts';

/** Where a formula stands: that decides which commands KaTeX allows. */
export interface Place {
  display: boolean;
  /** In a table a bare `|` would end the cell. */
  inTable?: boolean;
}

/** `a &=& b` has a column for the sign; in `aligned` the sign begins the second. */
export function eqnarrays(tex: string): string {
  return tex.replace(/\\begin\s*\{eqnarray\*?\}([\s\S]*?)\\end\s*\{eqnarray\*?\}/g, (_, body: string) => {
    const rows = body.split('\\\\').map((row) => {
      let seen = 0;
      return row.replace(/(?<!\\)&/g, () => ((seen += 1) === 2 ? ' ' : '&'));
    });
    return `\\begin{aligned}${rows.join('\\\\')}\\end{aligned}`;
  });
}

/** `\matrix{a \cr b}` is an environment. */
export function plainTexMatrices(tex: string): string {
  if (!/\\(?:[pb]?matrix|cases|eqalign)\s*\{/.test(tex)) return tex;
  const rows = (body: string): string => body.replace(/\\cr(?![A-Za-z])/g, '\\\\');
  return replaceCommand(
    tex,
    ['matrix', 'pmatrix', 'bmatrix', 'vmatrix', 'cases', 'eqalign', 'displaylines'],
    1,
    ([body], _, name) => {
      const environment = name === 'eqalign' ? 'aligned' : name === 'displaylines' ? 'gathered' : name;
      return `\\begin{${environment}}${rows(body ?? '')}\\end{${environment}}`;
    },
  );
}

/** Beside the first, or in the line, a tag is words at the right. */
export function tags(tex: string, { display }: Place): string {
  if (!/\\tag(?![A-Za-z])/.test(tex)) return tex;
  const rows = /\\begin\s*\{(?:align|gather|alignat)\*?\}/.test(tex) && display;
  let seen = 0;
  return replaceCommand(tex, ['tag', 'tag*'], 1, ([number], _, name) => {
    seen += 1;
    if (display && (rows || seen === 1))
      return name === 'tag' ? undefined : `\\tag{${(number ?? '').replace(/^\((.*)\)$/, '$1')}}`;
    return `\\qquad\\text{(${number})}`;
  });
}

/** Whether a formula has line breaks or columns outside of any environment. */
export const hasLooseLines = (tex: string): boolean => looseLines(tex, { display: true }) !== tex;

/** A top-level `\\` or `&` has no meaning to KaTeX; MathJax breaks the line. */
export function looseLines(tex: string, { display }: Place): string {
  let depth = 0;
  let [lines, columns] = [false, false];
  const trimmed = tex.trim().replace(/(?:\\\\(?:\[[^\]]*\])?\s*)+$/, '');
  for (let i = 0; i < trimmed.length; i += 1) {
    if (trimmed[i] === '\\') {
      const word = /^\\(?:begin|end|left|right)(?![A-Za-z])/.exec(trimmed.slice(i))?.[0];
      if (word === '\\begin' || word === '\\left') depth += 1;
      else if (word === '\\end' || word === '\\right') depth -= 1;
      else if (trimmed[i + 1] === '\\' && depth === 0) lines = true;
      i += word === undefined ? 1 : word.length - 1;
    } else if (trimmed[i] === '{') depth += 1;
    else if (trimmed[i] === '}') depth -= 1;
    else if (trimmed[i] === '&' && depth === 0) columns = true;
  }
  if (!lines && !columns) return trimmed === tex.trim() ? tex : trimmed;
  const tag = display ? (/\\tag\s*\{[^{}]*\}/.exec(trimmed)?.[0] ?? '') : '';
  const label = /\\label\s*\{[^{}]*\}/.exec(trimmed)?.[0] ?? '';
  const body = trimmed.replace(tag, '').replace(label, '').trim();
  const environment = columns ? 'aligned' : 'gathered';
  return `\\begin{${environment}}${body}\\end{${environment}}${tag}${label}`;
}

/** How many columns the widest row of an environment's body has: `&` outside of groups and of environments in it. */
function columnsOf(body: string): number {
  let [depth, columns, most] = [0, 1, 1];
  for (const [sign] of body.matchAll(/\\(?:begin|end|newline|cr)(?![A-Za-z])|\\[\s\S]|[{}&]/g)) {
    if (sign === '{' || sign === '\\begin') depth += 1;
    else if (sign === '}' || sign === '\\end') depth -= 1;
    else if (depth !== 0) continue;
    else if (sign === '&') most = Math.max(most, (columns += 1));
    else if (/^\\(?:\\|newline|cr)$/.test(sign)) columns = 1;
  }
  return most;
}

/** Every environment of these names, the innermost first, written anew. */
function environments(tex: string, names: string, by: (name: string, body: string) => string): string {
  const pattern = new RegExp(
    `\\\\begin\\s*\\{(${names})\\}((?:(?!\\\\begin\\s*\\{(?:${names})\\})[\\s\\S])*?)\\\\end\\s*\\{\\1\\}`,
    'g',
  );
  const done: string[] = [];
  let result = tex;
  for (let before = ''; before !== result;) {
    before = result;
    result = result.replace(pattern, (_, name: string, body: string) => `\uFDEE${done.push(by(name, body)) - 1}\uFDEF`);
  }
  while (/\uFDEE/.test(result)) result = result.replace(/\uFDEE(\d+)\uFDEF/g, (_, i) => done[Number(i)] ?? '');
  return result;
}

/** MathJax adds the columns that an array's preamble lacks, and takes whatever follows for the preamble where there is none. */
export function wideArrays(tex: string): string {
  return environments(tex, 'array', (_, body) => {
    const hasPreamble = /^\s*(?:\[[a-z]\]\s*)?\{/.test(body);
    const end = hasPreamble ? argumentEnd(body, body.indexOf('{')) : 0;
    const preamble = hasPreamble ? body.slice(body.indexOf('{') + 1, end - 1) : '';
    const rows = body.slice(Math.max(0, end));
    const missing = columnsOf(rows) - (preamble.match(/[lcr]/g)?.length ?? 0);
    return `\\begin{array}{${preamble}${'c'.repeat(Math.max(0, missing))}}${rows}\\end{array}`;
  });
}

/** KaTeX's split has two columns, MathJax's as many as there are. */
export function wideRows(tex: string): string {
  return environments(tex, 'split', (name, body) => {
    const written = columnsOf(body) <= 2 ? name : 'aligned';
    return `\\begin{${written}}${body}\\end{${written}}`;
  });
}
