import { runInVite } from '../serve/run-in-vite.mjs';

process.exitCode = await runInVite('/src/lab/build/fuzz/fuzz.ts', (module) => module.fuzz(process.argv.slice(2)));
