import { runInVite } from '../serve/run-in-vite.mjs';

process.exitCode = await runInVite('/src/lab/build/command-line.ts', (module) =>
  module.runCommandLine(process.argv.slice(2)),
);
