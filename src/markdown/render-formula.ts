import katex from 'katex';

/** A formula of a post, rendered. */
export interface Formula {
  /** KaTeX's HTML with MathML inside. */
  html: string;
  display: boolean;
  /** What the author wrote, without label and marks: what a reader copies. */
  tex: string;
  /** The label without `eq:`, if the author gave one. */
  label: string | undefined;
  /** What stands in brackets at the right, if labelled. */
  number: string | undefined;
  /** Ids of the places that refer to it, in reading order. */
  referrers: string[];
}

/** Only these two of KaTeX's HTML commands: they mark numbers that an experiment fills in. */
const trusted = new Set(['\\htmlData', '\\htmlClass']);

/** A formula that KaTeX refuses. `offset` counts from 0 in the TeX source. */
export class FormulaError extends Error {
  readonly offset: number;
  readonly han: boolean;
  constructor(message: string, offset: number, han: boolean) {
    super(message);
    this.name = 'FormulaError';
    this.offset = offset;
    this.han = han;
  }
}

/**
 * TeX -> HTML with MathML.
 * @throws FormulaError if KaTeX cannot parse it, or if Han characters or full-width punctuation stand bare in it.
 */
export function renderFormula(
  tex: string,
  display: boolean,
  output: 'html' | 'htmlAndMathml' = 'htmlAndMathml',
): string {
  try {
    return katex.renderToString(tex, {
      displayMode: display,
      output,
      throwOnError: true,
      strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
      trust: ({ command }) => {
        // Refused without an error, it would only turn red.
        if (!trusted.has(command)) throw new katex.ParseError(`${command} is not allowed in a formula`);
        return true;
      },
    });
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    const han = /unicodeTextInMathMode|unknownSymbol/.test(error.rawMessage);
    const bad = /Unrecognized Unicode character "(.+?)"|Unicode text character "(.+?)"/.exec(error.rawMessage);
    const message = han
      ? `bare “${bad?.[1] ?? bad?.[2] ?? '?'}” in a formula`
      : error.rawMessage.replace(/^LaTeX-incompatible input and strict mode is set to 'error': /, '');
    throw new FormulaError(message, error.position ?? 0, han);
  }
}
