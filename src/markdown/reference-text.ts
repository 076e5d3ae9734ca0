import type { Entry, Name } from './bibliography.ts';

/** What one entry of the list of references says, and the address that leads to it. */
export interface ReferenceText {
  readonly text: string;
  readonly link?: { readonly text: string; readonly url: string };
}

/** Marks of the kinds of document: GB/T 7714-2015, table B.1. */
const marks: Readonly<Record<string, string>> = {
  'article-journal': 'J',
  article: 'J',
  'article-magazine': 'J',
  'article-newspaper': 'N',
  'paper-conference': 'C',
  book: 'M',
  chapter: 'M',
  thesis: 'D',
  report: 'R',
  patent: 'P',
  standard: 'S',
  dataset: 'DS',
  software: 'CP',
};

const isHan = (text: string): boolean => /\p{sc=Han}/u.test(text);

/** An entry in the numeric style of GB/T 7714-2015, Chinese works with Chinese words. */
export function referenceText(entry: Entry): ReferenceText {
  const { DOI, URL: address, volume, issue, page, publisher } = entry;
  const title = entry.title.replace(/<[^>]+>/g, '').trim();
  const chinese = entry.language?.startsWith('zh') ?? isHan(title);
  const online = DOI === undefined && address !== undefined;
  const mark = `[${marks[entry.type] ?? (online ? 'EB' : 'Z')}${online ? '/OL' : ''}]`;
  const year = entry.issued?.['date-parts'][0]?.[0];
  const pages = page?.replace(/-+/g, '–');
  const container = entry['container-title']?.replace(/<[^>]+>/g, '');
  const made = [entry['publisher-place'], publisher].filter(Boolean).join(': ');
  const joined = (parts: readonly (string | number | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== '').join(', ');

  const people = names(entry.author.length > 0 ? entry.author : entry.editor, chinese);
  const inJournal = entry.type.startsWith('article') && container !== undefined;
  const numbers = `${volume ?? ''}${issue === undefined ? '' : `(${issue})`}`;
  const place = inJournal
    ? joined([container, year, numbers])
    : joined([container === undefined ? made : [container, made].filter(Boolean).join('. '), year]);
  const hosted = !inJournal && container !== undefined ? '//' : '. ';
  const where = place === '' ? '' : `${hosted}${place}`;
  const text = `${people === '' ? '' : `${people}. `}${title}${mark}${where}${pages === undefined ? '' : `: ${pages}`}.`;
  if (DOI !== undefined) return { text, link: { text: `DOI: ${DOI}`, url: `https://doi.org/${encodeURI(DOI)}` } };
  return address === undefined ? { text } : { text, link: { text: address, url: address } };
}

/** Three names at most; family name first, given names as initials: Hochreiter S, Schmidhuber J. */
function names(people: readonly Name[], chinese: boolean): string {
  const shown = people.slice(0, 3).map(({ family, given, literal }) => {
    if (literal !== undefined || family === undefined) return literal ?? given ?? '';
    if (given === undefined) return family;
    if (isHan(family)) return family + given;
    const initials = given
      .split(/[\s.-]+/)
      .filter(Boolean)
      .map((part) => [...part][0]?.toUpperCase());
    return `${family} ${initials.join(' ')}`;
  });
  const more = people.length > 3 ? [chinese ? '等' : 'et al'] : [];
  return [...shown, ...more].join(', ');
}
