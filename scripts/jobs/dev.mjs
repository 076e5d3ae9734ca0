import { spawn } from 'node:child_process';
import { wantedPort } from '../serve/wanted-port.mjs';

const args = process.argv.slice(2);
// Astro takes the next free one, and says so. What stands in the command itself wins.
const port = args.some((arg) => arg.startsWith('--port')) ? [] : ['--port', String(wantedPort())];
const child = spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'dev', ...port, ...args], {
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
