import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'astro/zod';
import { noSuchDay } from './calendar-day.ts';
import { frontMatter } from './front-matter.ts';
import { placeOfKey, writtenValue, type Source } from './post-source.ts';
import type { Problem } from './problem.ts';
import { pictureFault, pictureRemedy } from './readable-picture.ts';

const schema = frontMatter(z.string({ error: 'cover must be the path of a picture: ./cover.jpg' }));

/** The rules of front-matter.ts, and what a parsed front matter does not tell any more. */
export async function checkFrontMatter({ file, raw, data }: Source, problems: Problem[]): Promise<void> {
  const days = ['date', 'updated'].flatMap((key) => {
    const written = writtenValue(raw, key);
    const why = written && noSuchDay(written.text);
    return why === undefined ? [] : [{ key, why, ...written! }];
  });
  for (const { key, why, text, place } of days) {
    problems.push({
      kind: 'front-matter',
      file,
      ...place,
      message: `front matter: ${key} ${text} is no day of the calendar: ${why}`,
      remedy: `write a day that there is: ${key}: 2017-06-09`,
    });
  }
  const result = schema.safeParse(data);
  for (const issue of result.error?.issues ?? []) {
    const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path[0];
    // Of a day that is none nothing else needs saying: YAML has made another one of it.
    if (days.length > 0 && ['date', 'updated'].includes(String(key))) continue;
    problems.push({
      kind: 'front-matter',
      file,
      ...placeOfKey(raw, String(key ?? '')),
      message: `front matter: ${issue.message}`,
      remedy: 'correct it between the two --- lines',
    });
  }
  const { cover } = data;
  if (typeof cover !== 'string') return;
  const place = resolve(dirname(file), cover);
  const fault = existsSync(place) ? await pictureFault(place) : undefined;
  if (fault !== undefined) {
    problems.push({
      kind: 'unreadable-picture',
      file,
      ...placeOfKey(raw, 'cover'),
      message: `front matter: the cover “${cover}” ${fault}`,
      remedy: pictureRemedy,
    });
  } else if (!existsSync(place)) {
    problems.push({
      kind: 'missing-cover',
      file,
      ...placeOfKey(raw, 'cover'),
      message: `front matter: the cover “${cover}” does not exist`,
      remedy: 'put it beside the post and write ./name.jpg',
    });
  }
}
