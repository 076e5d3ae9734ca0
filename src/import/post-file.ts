import { Document, isMap, isScalar, isSeq, Scalar } from 'yaml';
import type { Description } from './describe-post.ts';

/** A post of ours as a file: front matter in a fixed order, then the text. */
export function postFile(
  description: Description,
  cover: { url: string; alt: string } | undefined,
  redirectFrom: readonly string[],
  body: string,
): string {
  const { title, date, description: summary, updated, draft, tags, categories, lang, comments } = description;
  const fields: Record<string, unknown> = {
    title,
    date,
    ...(summary === undefined ? {} : { description: summary }),
    ...(updated === undefined || updated === date ? {} : { updated }),
    ...(draft ? { draft } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(lang === undefined ? {} : { lang }),
    ...(comments ? {} : { comments }),
    ...(cover ? { cover: cover.url, coverAlt: cover.alt } : {}),
    ...(redirectFrom.length > 0 ? { redirectFrom } : {}),
  };
  // Version 1.1 quotes what some readers take for a date or a truth value.
  const document = new Document(fields, { version: '1.1' });
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (isSeq(value) && name !== 'redirectFrom') value.flow = true;
      // A date without quotes: that is how authors write it.
      if (isScalar(value) && (name === 'date' || name === 'updated')) {
        value.value = new Date(`${String(value.value)}T00:00:00Z`);
        value.type = Scalar.PLAIN;
      }
    }
  }
  const yaml = document
    .toString({ lineWidth: 0, flowCollectionPadding: false, directives: false })
    .replace(/^(date|updated): (\d{4}-\d{2}-\d{2}).*$/gm, '$1: $2');
  return `---\n${yaml}---\n\n${body.trim()}\n`;
}
