import { runInVite } from '../serve/run-in-vite.mjs';

process.exitCode = await runInVite('/src/lab/runtime/record.ts', (module) =>
  module.recordClaims(process.argv.slice(2)),
);
