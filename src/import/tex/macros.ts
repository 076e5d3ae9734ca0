import { argumentEnd, inner, isEscaped, optionEnd, replaceCommand, skipSpaces } from './groups.ts';

/** A command that an author defined: how many arguments it takes, and what it stands for. */
export interface Macro {
  arity: number;
  body: string;
  /** What the first argument is if none is given in brackets; absent: all arguments must be given. */
  fallback?: string;
}
export type Macros = ReadonlyMap<string, Macro>;

/**
 * Takes the definitions (`\newcommand`, `\renewcommand`, `\def`, `\DeclareMathOperator` …) out of a formula.
 * In MathJax a definition holds for the rest of the page, in KaTeX for its own formula.
 * @param macros gets what was found
 */
export function takeDefinitions(tex: string, macros: Map<string, Macro>): string {
  const pattern = /\\(newcommand|renewcommand|providecommand|def|gdef|DeclareMathOperator|let)(\*?)(?![A-Za-z])/g;
  let result = takeColours(tex, macros);
  for (let match = pattern.exec(result); match; match = pattern.exec(result)) {
    if (isEscaped(result, match.index)) continue;
    const nameStart = skipSpaces(result, match.index + match[0].length);
    const nameEnd = argumentEnd(result, nameStart);
    const name = /^\\([A-Za-z]+|[^A-Za-z])$/.exec(inner(result.slice(nameStart, nameEnd)).trim())?.[1];
    if (nameEnd === -1 || name === undefined) continue;
    let at = nameEnd;
    let arity = 0;
    let fallback: string | undefined;
    if (match[1] === 'def' || match[1] === 'gdef') {
      const parameters = /^(?:\s*#\d)*\s*/.exec(result.slice(at))?.[0] ?? '';
      arity = parameters.match(/#\d/g)?.length ?? 0;
      at += parameters.length;
    } else if (match[1] === 'let') at += /^\s*=?\s*/.exec(result.slice(at))?.[0].length ?? 0;
    else {
      const afterArity = optionEnd(result, at);
      if (afterArity !== at) arity = Number(result.slice(skipSpaces(result, at) + 1, afterArity - 1)) || 0;
      at = afterArity;
      const afterFallback = optionEnd(result, at);
      if (afterFallback !== at) fallback = result.slice(skipSpaces(result, at) + 1, afterFallback - 1);
      at = afterFallback;
    }
    const end = argumentEnd(result, at);
    if (end === -1) continue;
    const body = inner(result.slice(skipSpaces(result, at), end));
    macros.set(name, {
      arity,
      body: match[1] === 'DeclareMathOperator' ? `\\operatorname${match[2]}{${body}}` : body,
      ...(fallback === undefined ? {} : { fallback }),
    });
    result = result.slice(0, match.index) + result.slice(end);
    pattern.lastIndex = match.index;
  }
  return result;
}

/** `\definecolor{sea}{RGB}{0,80,160}`: KaTeX knows colours by numbers. What names it is its macro. */
function takeColours(tex: string, macros: Map<string, Macro>): string {
  return replaceCommand(tex, ['definecolor'], 3, ([name = '', model = '', value = '']) => {
    const parts = value.split(',').map(Number);
    const scale = model === 'RGB' ? 1 : 255;
    const hex = (part: number): string =>
      Math.min(255, Math.round(part * scale))
        .toString(16)
        .padStart(2, '0');
    const colour =
      model === 'HTML'
        ? value.trim()
        : (model === 'gray' ? [parts[0]!, parts[0]!, parts[0]!] : parts).map(hex).join('');
    if (/^[\da-f]{6}$/i.test(colour))
      for (const command of ['color', 'textcolor'])
        macros.set(`${command}{${name.trim()}}`, { arity: 0, body: `\\${command}{#${colour.toLowerCase()}}` });
    return '';
  });
}

/** Writes out every use of an author's own command. Definitions that call themselves stop after a few rounds. */
export function expandMacros(tex: string, macros: Macros): string {
  let result = tex;
  for (let round = 0; round < 8; round += 1) {
    const before = result;
    for (const [name, macro] of macros) result = expandOne(result, name, macro);
    if (result === before || result.length > 20_000) return result;
  }
  return result;
}

function expandOne(tex: string, name: string, { arity, body, fallback }: Macro): string {
  const command = `\\${name}`;
  let result = '';
  let at = 0;
  for (let found = tex.indexOf(command); found !== -1; found = tex.indexOf(command, at)) {
    const after = found + command.length;
    const longer = /[A-Za-z]$/.test(name) && /[A-Za-z]/.test(tex[after] ?? '');
    if (longer || isEscaped(tex, found)) {
      result += tex.slice(at, after);
      at = after;
      continue;
    }
    const args: string[] = [];
    let end = after;
    if (fallback !== undefined && arity > 0) {
      const afterOption = optionEnd(tex, end);
      args.push(afterOption === end ? fallback : tex.slice(skipSpaces(tex, end) + 1, afterOption - 1));
      end = afterOption;
    }
    while (args.length < arity) {
      const next = argumentEnd(tex, end);
      if (next === -1) break;
      args.push(inner(tex.slice(skipSpaces(tex, end), next)));
      end = next;
    }
    if (args.length < arity) return result + tex.slice(at);
    const expansion = arity === 0 ? body : body.replace(/#(\d)/g, (_, n) => args[Number(n) - 1] ?? '');
    // Braces keep it together (x^\R); a body that is one token needs none, and operators must not be wrapped in an Ord.
    const wrapped = /^\\[A-Za-z]+$|^.$|^\\(?:operatorname|begin|left|mathop|(?:text)?color)/.test(expansion)
      ? expansion
      : `{${inner(expansion)}}`;
    result +=
      tex.slice(at, found) + wrapped + (/\\[A-Za-z]+$/.test(wrapped) && /^[A-Za-z]/.test(tex.slice(end)) ? ' ' : '');
    at = end;
  }
  return result + tex.slice(at);
}

/** The macros of a MathJax or KaTeX configuration in a page's source: `RR: "{\\bf R}"`, `bold: ["{\\bf #1}", 1]`. */
export function configuredMacros(source: string): Map<string, Macro> {
  const macros = new Map<string, Macro>();
  for (const block of source.matchAll(/\b[Mm]acros["']?\s*:\s*\{/g)) {
    const from = block.index + block[0].length;
    const entry =
      /\s*,?\s*(?:\/\/[^\n]*\n\s*)*["']?\\{0,2}([A-Za-z]+)["']?\s*:\s*(\[\s*)?(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)')(?:\s*,\s*(\d)\s*\])?/y;
    entry.lastIndex = from;
    for (let found = entry.exec(source); found; found = entry.exec(source)) {
      const body = (found[3] ?? found[4] ?? '').replace(/\\([\s\S])/g, '$1');
      macros.set(found[1]!, { arity: Number(found[5] ?? body.match(/#\d/g)?.length ?? 0), body });
    }
  }
  return macros;
}

/** The macros that a layout or an include defines in a formula of its own, which its author keeps from sight. */
export function writtenMacros(source: string): Map<string, Macro> {
  const macros = new Map<string, Macro>();
  for (const [formula] of source.matchAll(
    /\$\$[\s\S]*?\$\$|\\\([\s\S]*?\\\)|\\\[[\s\S]*?\\\]|\$[^$\n]*\\(?:newcommand|def)[\s\S]*?\$/g,
  ))
    if (/\\(?:re)?newcommand|\\g?def\b|\\DeclareMathOperator/.test(formula)) takeDefinitions(formula, macros);
  return macros;
}
