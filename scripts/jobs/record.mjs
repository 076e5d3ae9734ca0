import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runInVite } from '../serve/run-in-vite.mjs';

const measuring = join(import.meta.dirname, '..', 'serve', 'measuring-process.mjs');

process.exitCode = await runInVite('/src/lab/build/record/record.ts', async (module) =>
  module.recordClaims(process.argv.slice(2), {
    cores: availableParallelism(),
    start: () => module.startMeasurer(measuring),
  }),
);
