import type { Strings } from './strings.ts';

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
const months = 'January February March April May June July August September October November December'.split(' ');

export const en: Strings = {
  lang: 'en',
  locale: 'en_US',
  ownName: 'English',
  siteName: 'Living Lecture Notes',
  siteTitle: 'Living Lecture Notes: put every claim to the test',
  siteDescription: 'Lecture notes that run: beside each claim stands an experiment, computed in your own browser.',
  date: (day) => `${day.getUTCDate()} ${months[day.getUTCMonth()] ?? ''} ${day.getUTCFullYear()}`,
  readingTime: (minutes, experiments) =>
    `about ${plural(minutes, 'minute')}${experiments > 0 ? `, and ${plural(experiments, 'experiment')}` : ''}`,
  postState: { draft: 'draft', scheduled: 'not published yet' },

  skip: 'Skip to the text',
  mainMenu: 'Main menu',
  menu: { posts: 'Posts', lab: 'Experiments', archive: 'Archive', about: 'About' },
  search: 'Search',
  contents: 'Contents',
  unfold: 'show',
  fold: 'hide',
  tags: 'Tags',
  categories: 'Categories',
  series: 'Series',
  seriesOf: (name) => `Series: ${name}`,
  translations: 'Other languages',
  lastChanged: 'Last changed: ',
  related: 'Related posts',
  turn: 'Older and newer post',
  older: 'Older',
  newer: 'Newer',
  note: 'Note',

  theme: 'Theme',
  themeIs: 'Theme: ',
  themes: { auto: 'system', light: 'light', dark: 'dark' },
  settings: 'Reading settings',
  textSize: 'Text size',
  textSizes: { small: 'small', normal: 'medium', large: 'large' },
  face: 'Typeface',
  faces: { sans: 'sans serif', serif: 'serif' },
  keys: 'Keyboard shortcuts',
  keyMeanings: {
    search: 'search',
    next: 'next section or experiment',
    previous: 'previous section or experiment',
    theme: 'change the theme',
    sheet: 'open this list',
    close: 'close',
  },
  useKeys: 'use single-key shortcuts on this site',
  close: 'Close',

  zoom: 'Enlarge picture: ',
  copyTex: 'Copy TeX',
  copyCode: 'Copy code',
  copied: 'Copied',
  backToWords: 'Back to where you were reading',
  copyFailed: 'Could not copy',

  comments: 'Comments',
  showComments: 'Show comments',
  commentsFailed: 'The comments could not be loaded; giscus.app may be out of reach.',
  commentsBy: [
    'Comments are provided by giscus and kept in ',
    '. Your browser connects to giscus.app only when you press the button.',
  ],
  allOurs: 'Every file of this page comes from this site. Nothing counts or follows you.',
  allOursButComments:
    'Unless you open the comments, every file of this page comes from this site. Nothing counts or follows you.',
  countedBy: (name) => `Visits are counted by ${name}.`,

  footnotes: 'Footnotes',
  backToText: (footnote, again) =>
    `Back to the text (footnote ${footnote}${again === undefined ? '' : `, place ${again}`})`,
  linkToSection: (heading) => `Link to this section: ${heading}`,
  formula: (number) => (number === undefined ? 'Formula' : `Formula (${number})`),
  backToReference: (count) => `Back to reference ${count}`,
  references: 'References',
  table: 'Table',
  figure: 'Figure',
  measuredOver: (seeds, low, high, median) => `${plural(seeds, 'seed')}: from ${low} to ${high}, median ${median}`,
  countedOf: (seeds, counted) => `${counted} of ${plural(seeds, 'seed')}`,
  experimentElsewhere: 'An experiment stands here; it runs in the original.',
  equation: 'Eq.',
};
