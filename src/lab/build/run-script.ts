import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What one implementation found. */
export interface Found {
  readonly readouts: Readonly<Record<string, number | null>>;
  /** The first numbers of a series. */
  readonly early: Readonly<Record<string, readonly (number | null)[]>>;
}

/** What a script of ours is given before it is ended. */
const mostSeconds = 900;

/**
 * Runs a script as a reader would, in a folder where nothing else is.
 * @throws with what it said, if it fails
 */
export async function runScript(python: string, script: string): Promise<Found & { readonly torch: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'crosscheck-'));
  try {
    const file = join(folder, 'reproduce.py');
    writeFileSync(file, script);
    const { stdout } = await promisify(execFile)(python, [file, '--json'], {
      cwd: folder,
      timeout: 1000 * mostSeconds,
      maxBuffer: 1 << 24,
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' },
    });
    return JSON.parse(stdout) as Found & { torch: string };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
