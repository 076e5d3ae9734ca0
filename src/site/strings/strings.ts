/** Every word that the site itself says around a post, in one language. */
export interface Strings {
  /** BCP 47; what `<html lang>` says */
  readonly lang: string;
  /** for og:locale */
  readonly locale: string;
  /** the language's name in itself, for the way to a translation */
  readonly ownName: string;
  readonly siteName: string;
  /** the home page's title: the name and what it stands for */
  readonly siteTitle: string;
  readonly siteDescription: string;
  /** 2016年10月1日 */
  readonly date: (day: Date) => string;
  /** how long a post takes to read; the number of experiments may be 0 */
  readonly readingTime: (minutes: number, experiments: number) => string;
  readonly postState: Readonly<Record<'draft' | 'scheduled', string>>;

  readonly skip: string;
  readonly mainMenu: string;
  readonly menu: Readonly<Record<'posts' | 'lab' | 'archive' | 'about', string>>;
  readonly search: string;
  readonly contents: string;
  /** what a press on the contents does */
  readonly unfold: string;
  readonly fold: string;
  readonly tags: string;
  readonly categories: string;
  readonly glossary: string;
  /** the page that has every measured number */
  readonly method: string;
  readonly series: string;
  readonly seriesOf: (name: string) => string;
  readonly translations: string;
  readonly lastChanged: string;
  readonly related: string;
  readonly turn: string;
  readonly older: string;
  readonly newer: string;
  readonly note: string;

  readonly theme: string;
  /** before the theme that holds */
  readonly themeIs: string;
  readonly themes: Readonly<Record<'auto' | 'light' | 'dark', string>>;
  readonly settings: string;
  readonly textSize: string;
  readonly textSizes: Readonly<Record<'small' | 'normal' | 'large', string>>;
  readonly face: string;
  readonly faces: Readonly<Record<'sans' | 'serif', string>>;
  readonly keys: string;
  readonly keyMeanings: Readonly<
    Record<
      'search' | 'next' | 'previous' | 'theme' | 'run' | 'step' | 'preset' | 'fullScreen' | 'sheet' | 'close',
      string
    >
  >;
  readonly useKeys: string;
  readonly close: string;

  /** before what a picture shows */
  readonly zoom: string;
  readonly copyTex: string;
  readonly copyCode: string;
  readonly copied: string;
  /** A button that leads from an experiment back to the sentence that set it. */
  readonly backToWords: string;
  readonly copyFailed: string;

  readonly comments: string;
  readonly showComments: string;
  readonly commentsFailed: string;
  /** before and after the link to the discussions */
  readonly commentsBy: readonly [string, string];
  readonly allOurs: string;
  readonly allOursButComments: string;
  readonly countedBy: (name: string) => string;

  readonly footnotes: string;
  readonly backToText: (footnote: string, again: string | undefined) => string;
  readonly linkToSection: (heading: string) => string;
  readonly formula: (number: string | undefined) => string;
  readonly backToReference: (count: number) => string;
  /** the list of works at the end of a post */
  readonly references: string;
  readonly table: string;
  /** before a drawn figure’s number: 图 1, Figure 1 */
  readonly figure: string;
  /** over how many seeds a number was measured, and how far they spread */
  readonly measuredOver: (seeds: number, low: string, high: string, median: string) => string;
  /** in how many of the seeds something happened */
  readonly countedOf: (seeds: number, counted: number) => string;
  /** in the feed, where an experiment has no still figure */
  readonly experimentElsewhere: string;
  /** what stands before a formula’s number where the sentence does not say it: 式 (1), Eq. (1) */
  readonly equation: string;
}
