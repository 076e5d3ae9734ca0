import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { npm } from './npm.mjs';
import { Failure, say } from './say.mjs';

/**
 * The one Node of this repository, from .node-version: the oldest that jobs run under, and the one that is installed into
 * .cache/node where the machine's own is older. Workflows read the same file.
 * @param {string} root
 */
export function nodeVersion(root) {
  return readFileSync(join(root, '.node-version'), 'utf8').trim();
}

/**
 * Whether a version is another one or a newer one; both are `major.minor.patch`.
 * @param {string} version @param {string} oldest
 */
export function isNewEnough(version, oldest) {
  const [own, least] = [version, oldest].map((text) => text.split('.').map(Number));
  const differing = least.findIndex((part, i) => part !== own[i]);
  return differing === -1 || own[differing] > least[differing];
}

/**
 * The Node to run jobs with: the running one if it is new enough, else one from the npm registry in .cache/node
 * (not a devDependency: that would cost 127 MB on every machine and fails with --ignore-scripts).
 * @returns {Promise<{ path: string, searchPath: string }>}
 */
export async function ensureNode(root) {
  const version = nodeVersion(root);
  if (isNewEnough(process.versions.node, version)) return describe(process.execPath);
  const home = join(root, '.cache', 'node');
  const path = installed(home, version);
  if (path) return describe(path);
  say(`Node ${process.versions.node} is too old; installing Node ${version} into .cache/node (once) ...`);
  mkdirSync(home, { recursive: true });
  const common = ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  npm([...common, '--ignore-scripts=false', `node@${version}`], root, process.execPath);
  if (!installed(home, version)) {
    // The `node` package fetches its binary in an install script; where scripts are forbidden the binary's own package serves.
    npm(
      [...common, `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}@${version}`],
      root,
      process.execPath,
    );
  }
  const fresh = installed(home, version);
  if (!fresh) {
    throw new Failure(
      `Node ${version} could not be installed from the npm registry.`,
      `Install Node ${version} or newer from https://nodejs.org/ (or your package manager) and run the command again.`,
    );
  }
  return describe(fresh);
}

/** @param {string} home @param {string} version */
function installed(home, version) {
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
