import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { Failure, say } from './say.mjs';

/** Runs `npm ci` when package-lock.json is not the one that node_modules was installed from. */
export async function ensureDependencies(root, node) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const stamp = join(root, 'node_modules', '.lock-hash');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('Installing dependencies with npm ci (about a minute the first time) ...');
  if (!npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], root, node.path)) {
    throw new Failure(
      'npm ci failed; its message stands above.',
      'Check the network, or if package.json was changed by hand run "npm install" once and commit package-lock.json.',
    );
  }
  writeFileSync(stamp, hash);
}
