/**
 * The language of a post by its script, for `lang`: Chinese unless something else is plainly written. Words count by
 * letters, so that terms in Latin letters do not make a Chinese text English.
 * @param text prose, without code and formulas
 */
export function languageOf(text: string): string {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const han = count(/\p{Script=Han}/gu);
  if (count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > Math.max(10, han * 0.2)) return 'ja';
  if (count(/\p{Script=Hangul}/gu) > Math.max(10, han * 0.5)) return 'ko';
  const words = count(/\p{Script=Latin}{2,}/gu);
  // A Han character is worth half a word or more; a text of Latin words with a Chinese name in it is not Chinese.
  if (han * 4 >= words || words < 8) return 'zh-CN';
  const german = count(/\b(der|die|das|und|nicht|ist|ein|eine|mit|für|von|wir|auf)\b/giu);
  const english = count(/\b(the|of|and|is|to|in|that|we|for|with|this|are)\b/giu);
  return german > english ? 'de' : 'en';
}

/** `zh_CN`, `zh-hans`, `cn`, `en-US` -> a language tag; undefined if it is none. */
export function languageTag(written: string): string | undefined {
  const tag = written.trim().replaceAll('_', '-').toLowerCase();
  if (/^(zh|cn|zh-cn|zh-hans|zh-hans-cn|chinese|中文)$/.test(tag)) return 'zh-CN';
  if (/^(zh-tw|zh-hk|zh-hant)$/.test(tag)) return tag === 'zh-hant' ? 'zh-Hant' : `zh-${tag.slice(3).toUpperCase()}`;
  if (tag === 'english') return 'en';
  const [, language, region] = /^([a-z]{2,3})(?:-([a-z]{2}))?$/.exec(tag) ?? [];
  return language === undefined ? undefined : region === undefined ? language : `${language}-${region.toUpperCase()}`;
}
