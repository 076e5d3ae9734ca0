#!/usr/bin/env node
/**
 * Entry of every npm script. Plain JavaScript without dependencies, so that it runs on a bare clone and under a Node that
 * is too old for the rest: it makes sure of Node and of node_modules, then hands over to the job in a child process.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './launch/dependencies.mjs';
import { ensureNode } from './launch/node.mjs';
import { Failure, say } from './launch/say.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const jobs = [
  'start',
  'test',
  'test-engines',
  'dev',
  'build',
  'experiment',
  'record',
  'crosscheck',
  'fuzz',
  'faults',
  'bench',
  'bench-build',
  'bench-pages',
  'import',
  'new',
  'check',
  'format',
  'docs',
];
const [job, ...rest] = process.argv.slice(2);

try {
  if (!job || !jobs.includes(job)) {
    throw new Failure(`Unknown job "${job ?? ''}".`, `Use one of: ${jobs.join(', ')}.`);
  }
  const node = await ensureNode(root);
  await ensureDependencies(root, node);
  const child = spawn(node.path, [join(root, 'scripts', 'jobs', `${job}.mjs`), ...rest], {
    cwd: root,
    env: { ...process.env, PATH: node.searchPath, ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  });
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
  child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`${error.message}\n  ${error.remedy}`);
  process.exit(1);
}
