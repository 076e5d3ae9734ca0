import { replaceCommand } from './groups.ts';

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
