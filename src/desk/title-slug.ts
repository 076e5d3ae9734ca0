import { pinyin } from 'pinyin-pro';

/** Addresses are read aloud and typed: longer ones are cut, between words. */
const longest = 60;

/**
 * A folder name from a title: its Latin words and digits as they are, Chinese in pinyin without tones. Undefined where that would
 * say nothing (`第 2 讲` does, `2016` does not), or something else: Japanese and Korean are not read as Chinese is.
 */
export function slugFromTitle(title: string): string | undefined {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(title)) return undefined;
  const spoken = pinyin(title, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join(' ');
  const words =
    spoken
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  if (!words.some((word) => /[a-z]/.test(word))) return undefined;
  let slug = words[0]?.slice(0, longest) ?? '';
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > longest) break;
    slug += `-${word}`;
  }
  return slug;
}
