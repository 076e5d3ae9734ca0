/** What a reader of one page has to load before anything is touched: bytes, compressed as servers do. */
export interface PageBudgets {
  /** The page itself: text, formulas, what is drawn in it. */
  readonly html: number;
  /** All its style sheets together, and how many there may be: each is waited for before the first line is shown. */
  readonly styles: number;
  readonly sheets: number;
  /** Scripts that the page names. What an experiment loads when it comes near is not among them. */
  readonly scripts: number;
}

/** More than the heaviest pages of this site have, so that posts have room. src/site/options.ts may say otherwise. */
export const usualBudgets: PageBudgets = { html: 100_000, styles: 40_000, sheets: 4, scripts: 40_000 };
