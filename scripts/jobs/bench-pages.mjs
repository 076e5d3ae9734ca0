/**
 * How light the pages are, into the terminal and bench/pages.json, which /bench/ shows. `npm run bench:pages -- ADDRESS ...`
 * measures other pages (or folders with a built site) in the same way and writes nothing; `--runs N` for Lighthouse, 5.
 */
import { Failure, say } from '../launch/say.mjs';
import { buildSite } from '../serve/build.mjs';
import { asTable, measurePages, ownPlace, writePages } from '../../bench/measure/pages.ts';

const args = process.argv.slice(2);
let runs = 5;
const places = [];
for (let i = 0; i < args.length; i += 1) {
  if (args[i] === '--runs') {
    runs = Number(args[(i += 1)]);
    if (!Number.isInteger(runs) || runs < 1) {
      say('--runs wants a number, 1 at least.');
      process.exit(2);
    }
  } else places.push(args[i]);
}
try {
  if (places.length === 0) {
    say('Building the site ...');
    process.env.OUT_DIR = `./${ownPlace}`;
    if ((await buildSite()) !== 0) throw new Failure('The site does not build.', 'The message stands above.');
  }
  const results = await measurePages(places.length === 0 ? [ownPlace] : places, runs, say);
  console.log(asTable(results));
  if (places.length === 0) {
    writePages(results);
    say('Written to bench/pages.json.');
  }
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`${error.message}\n  ${error.remedy}`);
  process.exitCode = 1;
}
