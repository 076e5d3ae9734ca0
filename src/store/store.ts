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

/**
 * What a build keeps for the next one: files by the hash of everything that they were made from. Nothing is ever stale,
 * what changed has another name. Rooms (`posts`, `kernels`, `first-views`, `stills`, `cards`) are folders of it.
 */
export interface Store {
  /** What was kept under this name, or undefined. */
  read(room: string, name: string): Buffer | undefined;
  /** Whether there is something under this name; asking is a use. */
  has(room: string, name: string): boolean;
  write(room: string, name: string, bytes: Uint8Array | string): void;
  /** Clears away what nobody has asked for in so many days. */
  sweep(days: number): void;
}

/** A file's time is that of its last use. @returns whether it is there */
function use(file: string): boolean {
  if (!existsSync(file)) return false;
  const now = new Date();
  utimesSync(file, now, now);
  return true;
}

export function openStore(folder: string): Store {
  return {
    read(room, name) {
      const file = join(folder, room, name);
      return use(file) ? readFileSync(file) : undefined;
    },
    has: (room, name) => use(join(folder, room, name)),
    write(room, name, bytes) {
      const file = join(folder, room, name);
      mkdirSync(dirname(file), { recursive: true });
      // Whole or not at all: a build may be stopped at any moment, and another one may be reading.
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, bytes);
      renameSync(draft, file);
    },
    sweep(days) {
      if (!existsSync(folder)) return;
      const oldest = Date.now() - days * 24 * 60 * 60 * 1000;
      for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile()) continue;
        const file = join(entry.parentPath, entry.name);
        if (statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
      }
    },
  };
}

/** The store of what every build and every test may share: nothing in it depends on one site's posts or address. */
export const sharedStore = (): Store => openStore(join(process.cwd(), '.cache', 'kept'));

/** One name for several texts: 32 hexadecimal digits of their SHA-256. */
export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 32);
}
