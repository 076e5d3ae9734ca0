/**
 * Every experiment in our own science and in PyTorch, number by number; `npm run crosscheck -- NAME ...` some of them. Where
 * PyTorch is missing, Debian's is installed first.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { Failure, say } from '../launch/say.mjs';
import { runInVite } from '../serve/run-in-vite.mjs';

/** Debian's first: a python3 of one's own further up the PATH does not see python3-torch. */
const interpreters = ['/usr/bin/python3', 'python3'];

const withTorch = () =>
  interpreters.find((python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0);

try {
  if (!withTorch()) {
    say('PyTorch is missing: installing Debian’s with scripts/install-torch.sh ...');
    try {
      execFileSync('sh', ['scripts/install-torch.sh'], { stdio: 'inherit' });
    } catch {
      throw new Failure(
        'PyTorch could not be installed.',
        'On Debian, run "sudo scripts/install-torch.sh"; elsewhere, any python3 with torch will do.',
      );
    }
  }
  const python = withTorch();
  if (!python) throw new Failure('No python3 can "import torch".', 'Install PyTorch for the python3 of your PATH.');
  process.exitCode = await runInVite('/src/lab/build/crosscheck.ts', (module) =>
    module.crosscheckExperiments(process.argv.slice(2), python),
  );
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`${error.message}\n  ${error.remedy}`);
  process.exitCode = 1;
}
