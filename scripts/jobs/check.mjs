import { runCheck } from '../../src/desk/check-text.ts';

process.exitCode = await runCheck(process.argv.slice(2));
