/** The place after the group, command or character that begins at `at` (spaces before it are skipped), or -1. */
export function argumentEnd(tex: string, at: number): number {
  const start = skipSpaces(tex, at);
  const first = tex[start];
  if (first === undefined || first === '}') return -1;
  if (first === '{') return closing(tex, start, '{', '}');
  if (first !== '\\') return start + (tex.codePointAt(start)! > 0xffff ? 2 : 1);
  return start + (/^\\(?:[A-Za-z]+\*?|[\s\S]|$)/.exec(tex.slice(start))?.[0].length ?? 1);
}

/** The place after an optional `[…]` at `at`; `at` itself if there is none. */
export function optionEnd(tex: string, at: number): number {
  const start = skipSpaces(tex, at);
  if (tex[start] !== '[') return at;
  const end = closing(tex, start, '[', ']');
  return end === -1 ? at : end;
}

export function skipSpaces(tex: string, at: number): number {
  let i = at;
  while (/\s/.test(tex[i] ?? '')) i += 1;
  return i;
}

/** The place after the bracket that closes the one at `start`, or -1. Escaped brackets do not count. */
function closing(tex: string, start: number, opener: string, closer: string): number {
  let depth = 0;
  for (let i = start; i < tex.length; i += 1) {
    if (tex[i] === '\\') i += 1;
    else if (tex[i] === '{' || tex[i] === opener) depth += 1;
    else if ((tex[i] === '}' || tex[i] === closer) && (depth -= 1) === 0) return i + 1;
  }
  return -1;
}

/** What stands in a group, without its braces. */
export const inner = (group: string): string => /^\s*\{([\s\S]*)\}$/.exec(group)?.[1] ?? group.trim();

/**
 * Rewrites every `\name{…}…` with its arguments; `undefined` leaves one as it is.
 * @param names without backslash; a `*` belongs to the name
 * @param count how many arguments it takes; an optional `[…]` before them is handed over too
 */
export function replaceCommand(
  tex: string,
  names: readonly string[],
  count: number,
  by: (args: string[], option: string, name: string) => string | undefined,
): string {
  const pattern = new RegExp(`\\\\(${names.map((name) => name.replace('*', '\\*')).join('|')})(?![A-Za-z*])`, 'g');
  let result = tex;
  for (let match = pattern.exec(result); match; match = pattern.exec(result)) {
    if (isEscaped(result, match.index)) continue;
    let at = match.index + match[0].length;
    const afterOption = optionEnd(result, at);
    const option = afterOption === at ? '' : result.slice(skipSpaces(result, at) + 1, afterOption - 1);
    at = afterOption;
    const args: string[] = [];
    while (args.length < count) {
      const end = argumentEnd(result, at);
      if (end === -1) break;
      args.push(inner(result.slice(skipSpaces(result, at), end)));
      at = end;
    }
    if (args.length < count) continue;
    const text = by(args, option, match[1] ?? '');
    if (text === undefined) continue;
    result = result.slice(0, match.index) + text + result.slice(at);
    pattern.lastIndex = match.index + (text.startsWith(match[0]) ? text.length : 0);
    // A result that holds its own command again would go on for ever.
    if (!text.startsWith(match[0]) && new RegExp(pattern.source).test(text))
      pattern.lastIndex = match.index + text.length;
  }
  return result;
}

/** Whether the backslash at `at` is itself escaped: the second half of `\\`. */
export function isEscaped(tex: string, at: number): boolean {
  let count = 0;
  while (tex[at - 1 - count] === '\\') count += 1;
  return count % 2 === 1;
}
