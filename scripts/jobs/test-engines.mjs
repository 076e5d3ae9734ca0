/**
 * The site in the engines of other browsers: Firefox ESR and WebKitGTK beside Chromium. Words choose: `npm run test:engines --
 * firefox search` asks one engine one thing; without any, each is asked everything. Screenshots go to .cache/engines/.
 */
import { testEngines } from '../../tests/engines/run.ts';

// So that the browsers are ended too.
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(130));

process.exitCode = await testEngines(process.argv.slice(2));
