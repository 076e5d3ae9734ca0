import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { hashOf, openStore } from '../store/store.ts';

/**
 * Texts that a build keeps for the next one (src/store). Off until `keepIn` names a folder; an author's server makes
 * everything anew.
 */
const variable = 'KEPT_FOLDER';
const daysKept = 30;

/** For every copy of this module: the pages of a build are a bundle with one of its own. */
const folderNow = (): string | undefined => process.env[variable] || undefined;

/** Keeps results in `place` from now on, and clears away what no build has asked for in a month. */
export function keepIn(place: string): void {
  process.env[variable] = place;
  openStore(place).sweep(daysKept);
}

/** Whether anything is kept at all. */
export function isKeeping(): boolean {
  return folderNow() !== undefined;
}

/** What was kept under this name, or undefined. A file that cannot be read counts as none. */
export function readKept(room: string, name: string): unknown {
  const folder = folderNow();
  if (folder === undefined) return undefined;
  try {
    const bytes = openStore(folder).read(room, name);
    return bytes && JSON.parse(inflateRawSync(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Whether something is kept under this name; it is then kept on. */
export function isKept(room: string, name: string): boolean {
  const folder = folderNow();
  return folder !== undefined && openStore(folder).has(room, name);
}

/** Keeps a value that JSON can hold. */
export function writeKept(room: string, name: string, value: unknown): void {
  const folder = folderNow();
  if (folder === undefined) return;
  openStore(folder).write(room, name, deflateRawSync(JSON.stringify(value), { level: 1 }));
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

let pipeline: string | undefined;

/** A hash of the code that results are made by: this folder's, the rooms' that it imports from, and all packages' versions. */
export function pipelineHash(): string {
  if (pipeline !== undefined) return pipeline;
  const here = dirname(fileURLToPath(import.meta.url));
  const rooms = [here, join(here, '..', 'site'), join(here, '..', 'store')];
  const files = rooms
    .flatMap((room) => readdirSync(room, { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .concat(join(here, '..', '..', 'package-lock.json'))
    .sort();
  pipeline = hashOf(process.version, ...files.filter(existsSync).map((file) => readFileSync(file)));
  return pipeline;
}
