import { z } from 'astro/zod';
import { noSuchDay } from './calendar-day.ts';

const words = (field: string) =>
  z
    .union([z.string(), z.array(z.string())], {
      error: `${field} must be a list of words: [${field === 'tags' ? 'LSTM, 深度学习' : '机器学习'}]`,
    })
    .default([])
    .transform((value) =>
      (typeof value === 'string' ? value.split(/[,，、]/) : value).map((word) => word.trim()).filter(Boolean),
    );

const day = (field: string) =>
  z.union([z.date(), z.string()], { error: `${field} must be a date: 2017-06-09` }).transform((value, context) => {
    const date =
      value instanceof Date
        ? value
        : /^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/.test(value.trim())
          ? new Date(value.trim().replace(' ', 'T').replace(/\s+/g, ''))
          : new Date(NaN);
    const why = typeof value === 'string' ? noSuchDay(value) : undefined;
    if (why !== undefined || Number.isNaN(date.getTime())) {
      context.addIssue({
        code: 'custom',
        message:
          why === undefined ? `${field} must be a date: 2017-06-09` : `${field} is no day of the calendar: ${why}`,
      });
      return z.NEVER;
    }
    return date;
  });

const text = (field: string) =>
  z.string({ error: (issue) => missing(issue.input, field) ?? `${field} must be text: put it in quotes` });

const missing = (input: unknown, field: string): string | undefined =>
  input === undefined || input === null ? `${field} is missing` : undefined;

/** BCP 47, with hyphens: browsers and `Intl` take no `en_US`. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** Jekyll's permalinks, spaces and all: from the root, without host, query or fragment. */
const permalink = z
  .string({ error: 'redirectFrom must be a list of addresses: [/old/address/]' })
  .regex(/^\/[^?#]*$/, { error: 'redirectFrom: each address begins with “/” and has no host, “?” or “#”' });

const partOfSeries = z.strictObject({ name: z.string().trim().min(1), part: z.int().min(1) });

/** Whatever is wrong inside is said in one sentence, at the field. */
const series = z.custom<z.infer<typeof partOfSeries>>((value) => partOfSeries.safeParse(value).success, {
  error: 'series must have a name and a part: {name: 反向传播, part: 1}',
});

/**
 * What a post's front matter may say. Built around Astro's `image()` so that the same rules hold in the content
 * collection and in the check before it, where a path is all there is.
 */
export function frontMatter<Image extends z.ZodType>(image: Image) {
  const fields = {
    title: text('title').refine((title) => title.trim() !== '', { error: 'title is empty' }),
    description: text('description').optional(),
    date: z
      .unknown()
      .refine((date) => missing(date, 'date') === undefined, { error: 'date is missing', abort: true })
      .pipe(day('date')),
    updated: day('updated').optional(),
    draft: z.boolean({ error: 'draft must be true or false' }).default(false),
    tags: words('tags'),
    categories: words('categories'),
    cover: image.optional(),
    coverAlt: text('coverAlt').optional(),
    redirectFrom: z
      .array(permalink, { error: 'redirectFrom must be a list of addresses: [/old/address/]' })
      .default([]),
    lang: text('lang')
      .refine(isLanguageTag, { error: 'lang must be a language tag: en, zh-CN, pt-BR' })
      .default('zh-CN'),
    series: series.optional(),
    translationOf: text('translationOf').optional(),
    comments: z.boolean({ error: 'comments must be true or false' }).default(true),
    /** Jekyll's; allowed so that old posts need no edit, ignored. */
    layout: z.unknown().optional(),
  };
  const allowed = Object.keys(fields).join(', ');
  return z
    .strictObject(fields, {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `unknown ${issue.keys.map((key) => `“${key}”`).join(', ')}; allowed are: ${allowed}`
          : undefined,
    })
    .superRefine((post, context) => {
      if (post.updated && post.updated < post.date) {
        context.addIssue({ code: 'custom', path: ['updated'], message: 'updated lies before date' });
      }
      if (post.cover !== undefined && !post.coverAlt?.trim()) {
        context.addIssue({
          code: 'custom',
          path: ['cover'],
          message: 'cover needs coverAlt: say in words what the picture shows',
        });
      }
    });
}
