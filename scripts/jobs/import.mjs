import { runImport } from '../../src/import/command-line.ts';

process.exitCode = await runImport(process.argv.slice(2));
