import { en } from './en.ts';
import type { Strings } from './strings.ts';
import { zh } from './zh.ts';

export type { Strings } from './strings.ts';

/** By primary language. Another language needs a table here, and nothing else. */
const tables: Readonly<Record<string, Strings>> = { zh, en };

/**
 * The site's words for a page in this language (BCP 47: `en`, `en-GB`). Chinese, the site's own, where there is no table or
 * no language is given: then only the post's text is in its language.
 */
export function stringsFor(lang: string | undefined): Strings {
  return tables[primaryOf(lang)] ?? zh;
}

/** zh-CN -> zh */
export function primaryOf(lang: string | undefined): string {
  return (lang ?? zh.lang).split('-')[0]?.toLowerCase() ?? '';
}

/** A language's name in itself: English, 中文, Deutsch. */
export function languageName(lang: string): string {
  return tables[primaryOf(lang)]?.ownName ?? new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang;
}
