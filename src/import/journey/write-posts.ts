import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf } from '../record.ts';
import type { PostReport } from '../report.ts';
import { postsFolder, postText, recordKey, type Journey, type Traveller } from './journey.ts';

/** Writes a post unless its author has touched it since; says which. */
export function writePost({ blog, record }: Journey, post: Traveller): PostReport {
  const { file, slug } = post;
  const notes = [...post.notes, ...post.manuscript.notes].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (post.fault !== undefined) return { file, slug, outcome: 'failed', fault: post.fault, notes };
  const folder = join(postsFolder, slug).replaceAll('\\', '/');
  const key = recordKey(blog, file);
  const known = record[key]?.files ?? {};
  const text = postText(post);
  const main = `${folder}/index.md`;
  const edited = existsSync(`${folder}/index.mdx`) || (existsSync(main) && isForeign(main, text, known));
  if (edited) return { file, slug, outcome: 'edited', fault: undefined, notes };
  const files: Record<string, string> = {};
  let changed = false;
  const bibliography = post.bibliography ? [['references.bib', post.bibliography] as const] : [];
  for (const [name, bytes] of [...post.pictures, ...bibliography, ['index.md', Buffer.from(text)] as const]) {
    const path = `${folder}/${name}`;
    if (existsSync(path) && isForeign(path, bytes, known)) {
      notes.push({ kind: 'look', line: undefined, message: `${path} was changed since the last import: left alone` });
      continue;
    }
    files[path] = hashOf(bytes);
    changed = writeIfChanged(path, bytes) || changed;
  }
  record[key] = { slug, files };
  return { file, slug, outcome: changed ? 'written' : 'unchanged', fault: undefined, notes };
}

/** Whether a file is neither what we would write nor what we wrote last. */
function isForeign(path: string, content: Uint8Array | string, known: Record<string, string>): boolean {
  const there = hashOf(readFileSync(path));
  return there !== hashOf(content) && there !== known[path];
}

/** Writes what posts lead to into public/, but over no file of another kind. @returns how many are there now */
export function writePublicFiles({ blog, record, publicFiles, report }: Journey): number {
  const key = recordKey(blog, '(files)');
  const known = record[key]?.files ?? {};
  const written: Record<string, string> = {};
  for (const [path, bytes] of [...publicFiles].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const target = `public/${path}`;
    if (existsSync(target) && isForeign(target, bytes, known)) {
      report.notes.push(`${target} is another file: left alone`);
      continue;
    }
    written[target] = hashOf(bytes);
    writeIfChanged(target, bytes);
  }
  if (Object.keys(written).length > 0 || record[key]) record[key] = { slug: '', files: { ...known, ...written } };
  return Object.keys(written).length;
}

/** Writes a file and the folders above it. @returns whether the file was not already so */
export function writeIfChanged(path: string, content: Uint8Array | string): boolean {
  if (existsSync(path) && hashOf(readFileSync(path)) === hashOf(content)) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return true;
}
