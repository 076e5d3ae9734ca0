import { spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

/**
 * Runs npm under the given Node, whichever Node the npm on PATH would choose.
 * @param {string[]} args @param {string} cwd @param {string} node path of the Node binary
 * @returns {boolean} whether npm ended well
 */
export function npm(args, cwd, node) {
  const script = process.env.npm_execpath;
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  const [command, first] = script ? [node, [script]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  // npm's own output goes to standard error: the job's standard output may be read by a program.
  const result = spawnSync(command, [...first, ...args], { cwd, env, stdio: ['ignore', 2, 2] });
  return result.status === 0;
}
