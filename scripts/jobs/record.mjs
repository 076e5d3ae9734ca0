import { runInVite } from '../serve/run-in-vite.mjs';

process.exitCode = await runInVite('/src/lab/build/record.ts', (module) => module.recordClaims(process.argv.slice(2)));
