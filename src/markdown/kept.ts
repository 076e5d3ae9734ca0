import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

/**
 * Results that a build keeps for the next one, by the hash of everything they were made from: nothing is ever stale, what
 * changed has another name. Off until `keepIn` names a folder; an author's server makes everything anew.
 */
const variable = 'KEPT_FOLDER';
const daysKept = 30;

/** For every copy of this module: the pages of a build are a bundle with one of its own. */
const folderNow = (): string | undefined => process.env[variable] || undefined;

/** Keeps results in `place` from now on, and clears away what no build has asked for in a month. */
export function keepIn(place: string): void {
  process.env[variable] = place;
  mkdirSync(place, { recursive: true });
  const oldest = Date.now() - daysKept * 24 * 60 * 60 * 1000;
  for (const entry of readdirSync(place, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    if (statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
  }
}

/** Whether anything is kept at all. */
export function isKeeping(): boolean {
  return folderNow() !== undefined;
}

/** What was kept under this name, or undefined. A file that cannot be read counts as none. */
export function readKept(room: string, name: string): unknown {
  const folder = folderNow();
  if (folder === undefined) return undefined;
  const file = join(folder, room, name);
  if (!existsSync(file)) return undefined;
  try {
    const value: unknown = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'));
    // The file's time is that of its last use.
    const now = new Date();
    utimesSync(file, now, now);
    return value;
  } catch {
    return undefined;
  }
}

/** Keeps a value that JSON can hold. */
export function writeKept(room: string, name: string, value: unknown): void {
  const folder = folderNow();
  if (folder === undefined) return;
  const file = join(folder, room, name);
  mkdirSync(dirname(file), { recursive: true });
  // Whole or not at all: a build may be stopped at any moment.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, gzipSync(JSON.stringify(value), { level: 1 }));
  renameSync(draft, file);
}

/** The value for `text`: kept, or computed and kept. It must depend on the text and on the pipeline's code alone. */
export function keptFor<T>(room: string, text: string, compute: (text: string) => T): T {
  if (!isKeeping()) return compute(text);
  const name = hashOf(pipelineHash(), text);
  const kept = readKept(room, name) as { value: T } | undefined;
  if (kept !== undefined) return kept.value;
  const value = compute(text);
  writeKept(room, name, { value });
  return value;
}

/** One name for several texts. */
export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 32);
}

let pipeline: string | undefined;

/** A hash of the code that results are made by: this folder's, the rooms' that it imports from, and all packages' versions. */
export function pipelineHash(): string {
  if (pipeline !== undefined) return pipeline;
  const here = dirname(fileURLToPath(import.meta.url));
  const rooms = [here, join(here, '..', 'site')];
  const files = rooms
    .flatMap((room) => readdirSync(room, { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .concat(join(here, '..', '..', 'package-lock.json'))
    .sort();
  pipeline = hashOf(process.version, ...files.filter(existsSync).map((file) => readFileSync(file)));
  return pipeline;
}
