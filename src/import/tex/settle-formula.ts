import katex from 'katex';
import { katexOptions } from '../../markdown/katex-options.ts';
import { hasLooseLines, type Place } from './environments.ts';
import { argumentEnd, isEscaped, optionEnd } from './groups.ts';
import { translateTex } from './translate-tex.ts';

/** A formula as the post will have it. */
export interface Settled {
  tex: string;
  /** Whether the site renders it. */
  rendered: boolean;
  /** What was done to it, in words; empty if nothing. */
  changes: string[];
  /** Why it does not render. */
  fault: string | undefined;
}

/**
 * A formula -> one that the site renders, if there is a safe way. TeX that renders as it stands is left alone, but for
 * what means something else in a table or the line.
 */
export function settleFormula(source: string, place: Place): Settled {
  const tex = source.trim();
  // KaTeX renders these, but not as MathJax does: a bar ends the cell of a table, a loose `\\\\` breaks no line, `&amp;` is a
  // column and four letters.
  const misread =
    (place.inTable === true && tex.includes('|')) ||
    (place.display && hasLooseLines(tex)) ||
    /&(?:amp|lt|gt|nbsp|quot|vert|mid|verbar|#x?[\da-f]+);/i.test(tex);
  if (!misread && faultOf(tex, place.display) === undefined)
    return { tex, rendered: true, changes: [], fault: undefined };
  const translated = translateTex(tex, place);
  const changes = [...translated.changes];
  let [current, fault] = [translated.tex, faultOf(translated.tex, place.display)];
  for (let round = 0; fault && round < 30; round += 1) {
    const mended = mend(current, fault);
    if (!mended || mended.tex === current) break;
    current = mended.tex;
    if (!changes.includes(mended.change)) changes.push(mended.change);
    fault = faultOf(current, place.display);
  }
  if (fault) return { tex, rendered: false, changes: [], fault: readable(fault) };
  return { tex: current.trim(), rendered: true, changes, fault: undefined };
}

/** What the site's own settings find wrong with a formula; labels are the site's business, not KaTeX's. */
export function faultOf(tex: string, display: boolean): katex.ParseError | undefined {
  const bare = tex
    .replace(/\\label\s*\{[^}]*\}/g, (label) => ' '.repeat(label.length))
    .replace(/\\(begin|end)\{(equation|align|gather|alignat)\}/g, display ? '\\$1{$2*}' : '$&');
  const labelled = display && bare !== tex && /\\label/.test(tex) && !/\\tag/.test(tex) ? `${bare}\n\\tag{1}` : bare;
  try {
    katex.renderToString(labelled, { ...katexOptions, displayMode: display, throwOnError: true });
    return undefined;
  } catch (error) {
    if (error instanceof katex.ParseError) return error;
    // KaTeX itself fell over a formula no one would write on purpose: the site's build would, too.
    return new katex.ParseError(error instanceof Error ? error.message : String(error));
  }
}

const readable = (fault: katex.ParseError): string =>
  fault.rawMessage.replace(/^LaTeX-incompatible input and strict mode is set to 'error': /, '');

/** How many arguments the commands take that stand bare where KaTeX wants braces. */
const arity: Record<string, number> = {
  frac: 2,
  dfrac: 2,
  tfrac: 2,
  cfrac: 2,
  binom: 2,
  overset: 2,
  underset: 2,
  textcolor: 2,
  stackrel: 2,
};

/** KaTeX says where it stopped: some faults have one meaning and one repair. */
function mend(tex: string, fault: katex.ParseError): { tex: string; change: string } | undefined {
  const message = fault.rawMessage;
  // `e^\sqrt{2}`, `\hat\mathbf{x}`: the argument is a command with an argument of its own.
  const bare = /Got function '\\([A-Za-z]+)' with no arguments as/.exec(message);
  if (bare) return braced(tex, fault.position ?? 0, bare[1]!);
  if (/Unexpected end of input in a macro argument|Expected group as argument|Expected group after/.test(message)) {
    const pattern =
      /(?:\\(?:hat|bar|vec|tilde|dot|ddot|widehat|widetilde|overline|underline|check|breve|mathring|boldsymbol|bm|mathbf|mathrm|pmb|sqrt|frac|dfrac|tfrac)|[\^_])\s*(?=\\([A-Za-z]+)\s*(?:[{[]|(?<=\\(?:math[a-z]+|boldsymbol|bm|hat|vec|bar|tilde)\s*)[A-Za-z\\]))/g;
    for (const match of tex.matchAll(pattern)) {
      if (match[0].startsWith('\\') && isEscaped(tex, match.index)) continue;
      const result = braced(tex, match.index + match[0].length, match[1]!);
      if (result && result.tex !== tex) return result;
    }
    return undefined;
  }
  // Text does not know sub- and superscripts.
  const inText = /Expected 'EOF', got '([_^&%#])'|Expected '}', got '([_^&%#])'/.exec(message);
  const sign = inText?.[1] ?? inText?.[2];
  if (sign !== undefined && fault.position !== undefined && insideText(tex, fault.position)) {
    const escaped = sign === '^' ? '\\textasciicircum ' : `\\${sign}`;
    return {
      tex: tex.slice(0, fault.position) + escaped + tex.slice(fault.position + 1),
      change: `“${sign}” in words is escaped`,
    };
  }
  // A character KaTeX does not know in mathematics is text.
  const unknown = /Unrecognized Unicode character "(.+?)"|nicode text character "(.+?)"/u.exec(message);
  const character = unknown?.[1] ?? unknown?.[2];
  if (character !== undefined && fault.position !== undefined && !/[\\{}]/.test(character)) {
    const at = tex.indexOf(character, Math.max(0, fault.position - 1));
    if (at !== -1 && !insideText(tex, at)) {
      return {
        tex: `${tex.slice(0, at)}\\text{${character}}${tex.slice(at + character.length)}`,
        change: 'words and full-width signs',
      };
    }
    if (at !== -1)
      return { tex: tex.slice(0, at) + tex.slice(at + character.length), change: `“${character}” is left out` };
  }
  const limits = /Limit controls must follow a math operator/.test(message);
  if (limits) return limitsAt(tex, fault.position ?? 0);
  if (/redefine/.test(message)) {
    return {
      tex: tex.replace(/\\newcommand(?![A-Za-z])/g, '\\renewcommand'),
      change: '\\newcommand of a known command',
    };
  }
  // An opening brace is never closed, or one closes that was never opened: MathJax shows an error too, no safe repair.
  return undefined;
}

function braced(tex: string, near: number, name: string): { tex: string; change: string } | undefined {
  const at = tex.indexOf(`\\${name}`, Math.max(0, near - 1));
  if (at === -1) return undefined;
  let end = optionEnd(tex, at + name.length + 1);
  for (let k = 0; k < (arity[name] ?? 1) && end !== -1; k += 1) end = argumentEnd(tex, end);
  if (end === -1) return undefined;
  return { tex: `${tex.slice(0, at)}{${tex.slice(at, end)}}${tex.slice(end)}`, change: `braces around \\${name}` };
}

/** Whether a place is inside `\text{…}` or one of its kin. */
function insideText(tex: string, at: number): boolean {
  for (const match of tex.matchAll(/\\(?:text[a-z]*|mbox|hbox|fbox|emph)\s*(?=\{)/g)) {
    const end = argumentEnd(tex, match.index + match[0].length);
    if (match.index < at && (end === -1 || at < end)) return true;
  }
  return false;
}

/** What stands before `\limits` becomes an operator: a group, with the command it belongs to, or one sign. */
function limitsAt(tex: string, near: number): { tex: string; change: string } | undefined {
  const at = tex.indexOf('\\limits', Math.max(0, near - 8));
  if (at === -1) return undefined;
  const before = tex.slice(0, at).trimEnd();
  const start = before.endsWith('}') ? groupStart(before) : (/\\[A-Za-z]+$|\S$/.exec(before)?.index ?? -1);
  if (start < 0)
    return { tex: tex.slice(0, at) + tex.slice(at + 7), change: '\\limits without an operator is taken out' };
  return {
    tex: `${tex.slice(0, start)}\\mathop{${before.slice(start)}}${tex.slice(at)}`,
    change: 'limits belong to an operator',
  };
}

/** Where the group that ends a text begins, its command included. */
function groupStart(text: string): number {
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i -= 1) {
    if (text[i] === '}' && text[i - 1] !== '\\') depth += 1;
    else if (text[i] === '{' && text[i - 1] !== '\\' && (depth -= 1) === 0) {
      return i - (/\\[A-Za-z]+\*?\s*$/.exec(text.slice(0, i))?.[0].length ?? 0);
    }
  }
  return -1;
}
