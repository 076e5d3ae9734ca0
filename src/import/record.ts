import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'astro/zod';

const entry = z.object({ slug: z.string(), files: z.record(z.string(), z.string()) });
const schema = z.record(z.string(), entry);

/**
 * What earlier imports wrote: source (`blog/_posts/a.md`) -> the post's folder name, and each file with its hash. It
 * lies beside the posts and is committed with them: by it the next import knows which posts are still as it left them.
 */
export type ImportRecord = z.infer<typeof schema>;

export const hashOf = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 20);

/** An unreadable record is as good as none: then nothing that differs is overwritten. */
export function readRecord(file: string): ImportRecord {
  if (!existsSync(file)) return {};
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** Sorted, so that the same import gives the same bytes. */
export function recordText(record: ImportRecord): string {
  const sorted = Object.fromEntries(
    Object.entries(record)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { slug, files }]) => [
        key,
        { slug, files: Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) },
      ]),
  );
  return `${JSON.stringify(sorted, null, 2)}\n`;
}
