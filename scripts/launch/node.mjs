import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { npm } from './npm.mjs';
import { Failure, say } from './say.mjs';

/** The version that is installed into .cache/node when the machine's own Node is too old. */
const version = '24.21.0';

/** Keep in step with "engines" in package.json: the narrowest of our dependencies' own ranges. */
function isNewEnough(text) {
  const [major, minor] = text.split('.').map(Number);
  return major === 22 ? minor >= 22 : major === 24 ? minor >= 15 : major > 24;
}

/**
 * The Node to run jobs with: the running one if it is new enough, else one from the npm registry in .cache/node
 * (not a devDependency: that would cost 127 MB on every machine and fails with --ignore-scripts).
 * @returns {Promise<{ path: string, searchPath: string }>}
 */
export async function ensureNode(root) {
  if (isNewEnough(process.versions.node)) return describe(process.execPath);
  const home = join(root, '.cache', 'node');
  const path = installed(home);
  if (path) return describe(path);
  say(`Node ${process.versions.node} is too old; installing Node ${version} into .cache/node (once) ...`);
  mkdirSync(home, { recursive: true });
  const common = ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  npm([...common, '--ignore-scripts=false', `node@${version}`], root, process.execPath);
  if (!installed(home)) {
    // The `node` package fetches its binary in an install script; where scripts are forbidden the binary's own package serves.
    npm(
      [...common, `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}@${version}`],
      root,
      process.execPath,
    );
  }
  const fresh = installed(home);
  if (!fresh) {
    throw new Failure(
      `Node ${version} could not be installed from the npm registry.`,
      'Install Node 24 from https://nodejs.org/ (or your package manager) and run the command again.',
    );
  }
  return describe(fresh);
}

function installed(home) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const candidates = ['node', `node-${platform}-${process.arch}`].map((p) =>
    join(home, 'node_modules', p, 'bin', name),
  );
  return candidates.find(
    (path) => existsSync(path) && spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${version}`,
  );
}

function describe(path) {
  return { path, searchPath: `${dirname(path)}${delimiter}${process.env.PATH ?? ''}` };
}
