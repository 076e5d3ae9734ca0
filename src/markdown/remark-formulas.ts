import type { Root } from 'mdast';
import type { InlineMath, Math } from 'mdast-util-math';
import type { Point } from 'unist';
import { visitParents } from 'unist-util-visit-parents';
import type { VFile } from 'vfile';
import { reportProblem } from './file-data.ts';
import { hastElement } from './hast-element.ts';
import { plainTex } from './plain-tex.ts';
import { isCutByDollar } from './remark-dollar-lint.ts';

const labelPattern = /\\label\s*\{([^}]*)\}/g;

/** KaTeX numbers these by CSS, past our own numbers; starred they are the same without it. */
const numberedEnvironment = /\\(begin|end)\{(equation|align|gather|alignat)\}/g;

/**
 * Makes every formula of a post ready for rehype-katex and gives labelled display formulas their numbers. It works on
 * Markdown's tree because only there positions are exact: rehypeFormulas reports a bad formula by them.
 */
export function remarkFormulas() {
  return (tree: Root, file: VFile): void => {
    const formulas = (file.data.formulas ??= []);
    const labels = new Map<string, Point | undefined>();
    let numbered = 0;

    visitParents(tree, ['math', 'inlineMath'], (found, ancestors) => {
      const node = found as Math | InlineMath;
      const display = node.type === 'math';
      // What has been reported as no formula, or as half of one, goes no further: that KaTeX cannot read it is no second fault.
      const money = lintDollar(node, file) || (node.type === 'math' && node.data?.misplaced === true);

      const [first, second] = [...node.value.matchAll(labelPattern)];
      let label: string | undefined;
      if (first) {
        const place = pointAt(file, node, first.index);
        label = labelName(first[1] ?? '');
        if (!display) {
          reportProblem(
            file,
            'label-in-line',
            place,
            '\\label in a formula inside the line',
            'make it a display formula: $$ on lines of their own',
          );
        } else if (label === undefined) {
          reportProblem(
            file,
            'malformed-label',
            place,
            `the label “${first[1]}” is not of the form eq:name`,
            'write \\label{eq:name} with letters, digits and hyphens',
          );
        } else if (second) {
          reportProblem(
            file,
            'second-label',
            pointAt(file, node, second.index),
            'a second \\label in one formula',
            'give each numbered equation its own $$ … $$',
          );
        } else if (labels.has(label)) {
          reportProblem(
            file,
            'duplicate-label',
            place,
            `the label eq:${label} is already used in line ${labels.get(label)?.line}`,
            'choose another name',
          );
        } else {
          labels.set(label, place);
        }
      }

      let tex = node.value.replace(labelPattern, (match) => ' '.repeat(match.length));
      if (display) tex = tex.replace(numberedEnvironment, '\\$1{$2*}');
      let number: string | undefined;
      if (label !== undefined && display) {
        number = /\\tag\s*\{([^}]*)\}/.exec(tex)?.[1];
        if (number === undefined) {
          numbered += 1;
          number = String(numbered);
          tex += `\n\\tag{${number}}`;
        }
      }

      formulas.push({
        display,
        inHeading: ancestors.some(({ type }) => type === 'heading'),
        tex: plainTex(node.value),
        label,
        number,
        referrers: [],
        at: (offset) => pointAt(file, node, Math.min(offset, node.value.length)) ?? node.position?.start,
      });
      // As remark-math writes it: rehype-katex takes it from here.
      const className = ['language-math', display ? 'math-display' : 'math-inline'];
      node.data = {
        hName: display ? 'div' : 'span',
        hProperties: { dataFormula: String(formulas.length - 1) },
        hChildren: money ? [] : [hastElement('code', { className }, [tex])],
      };
    });
  };
}

function labelName(label: string): string | undefined {
  return /^eq:([\p{L}\p{N}][\p{L}\p{N}_-]*)$/u.exec(label.trim())?.[1];
}

/**
 * `$5 to $6` is maths to the parser; a formula that begins or ends with a space is nearly always a price. And a formula that ends
 * with a back-slash was cut by its dollar. Whether it was one of them.
 */
function lintDollar(node: Math | InlineMath, file: VFile): boolean {
  const { start, end } = node.position ?? {};
  if (node.type !== 'inlineMath' || start?.offset === undefined || end?.offset === undefined) return false;
  const source = String(file).slice(start.offset, end.offset);
  if (!source.startsWith('$') || source.startsWith('$$') || source.includes('`')) return false;
  if (isCutByDollar(node, file)) {
    reportProblem(
      file,
      'dollar-in-formula',
      start,
      'the \\$ ends this formula: between single dollars none can be written',
      'write two dollars on each side, $$\\$10$$, or the sign outside of the formula: \\$$10$',
    );
    return true;
  }
  if (!/^\s|\s$/.test(node.value)) return false;
  reportProblem(
    file,
    'price-as-formula',
    start,
    `“${source}” is read as a formula`,
    'write \\$ for a dollar sign; a formula has no space inside its dollars',
  );
  return true;
}

/**
 * Where the character `offset` of a formula's value stands in the file. The value is not a slice of the source
 * (indents and quote marks are gone), so its line is looked up in the source's line.
 */
function pointAt(file: VFile, node: Math | InlineMath, offset: number): Point | undefined {
  const start = node.position?.start;
  if (!start) return undefined;
  const before = node.value.slice(0, offset).split('\n');
  const valueLine = node.value.split('\n')[before.length - 1] ?? '';
  const column = (before.at(-1) ?? '').length;
  const sourceLines = String(file).split(/\r?\n/);
  const fenced =
    node.type === 'math' &&
    !(sourceLines[start.line - 1] ?? '')
      .slice(start.column - 1)
      .replace(/^\$+/, '')
      .trim();
  const line = start.line + before.length - 1 + (fenced ? 1 : 0);
  const from = line === start.line ? start.column - 1 : 0;
  const found = (sourceLines[line - 1] ?? '').indexOf(valueLine.trimEnd(), from);
  return { line, column: (found === -1 ? 0 : found) + column + 1 };
}
