import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');

/**
 * Builds the site into dist/ (SITE_URL and BASE_PATH from the environment).
 * `--force` clears the content store: a renamed post leaves a stale entry there that breaks the next build.
 * @returns {Promise<number>} the exit code
 */
export function buildSite(args = []) {
  const child = spawn(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--force', ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}
