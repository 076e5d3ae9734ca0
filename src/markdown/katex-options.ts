import katex, { type KatexOptions } from 'katex';

/** Only these two of KaTeX's HTML commands: they mark numbers that an experiment fills in. */
const trusted = new Set(['\\htmlData', '\\htmlClass']);

/** For rehype-katex: HTML with MathML, and whatever KaTeX would only warn of is an error. */
export const katexOptions: KatexOptions = {
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  trust: ({ command }) => {
    // Refused without an error, it would only turn red.
    if (!trusted.has(command)) throw new katex.ParseError(`${command} is not allowed in a formula`);
    return true;
  },
};
