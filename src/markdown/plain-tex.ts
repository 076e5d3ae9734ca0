/** The place of the brace that closes the one at `open`, or -1. Escaped braces do not count. */
function closingBrace(tex: string, open: number): number {
  let depth = 0;
  for (let i = open; i < tex.length; i += 1) {
    if (tex[i] === '\\') i += 1;
    else if (tex[i] === '{') depth += 1;
    else if (tex[i] === '}' && (depth -= 1) === 0) return i;
  }
  return -1;
}

/** The TeX a reader would want to copy: without `\label`, and with what `\htmlData` and `\htmlClass` only wrap. */
export function plainTex(tex: string): string {
  let text = tex.replace(/\\label\s*\{[^}]*\}/g, '');
  for (;;) {
    const mark = /\\html(?:Data|Class)\s*\{[^{}]*\}\s*(?=\{)/.exec(text);
    if (!mark) return text.trim();
    const open = mark.index + mark[0].length;
    const close = closingBrace(text, open);
    if (close === -1) return text.trim();
    const inside = text.slice(open + 1, close);
    // Braces stay where they hold something together: x^\htmlData{…}{10} must not become x^10.
    const wrapped = inside.length > 1 || /[\^_]\s*$/.test(text.slice(0, mark.index)) ? `{${inside}}` : inside;
    text = text.slice(0, mark.index) + wrapped + text.slice(close + 1);
  }
}
