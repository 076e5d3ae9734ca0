/**
 * How long the site takes to build with 125 to 2,000 posts, from nothing and after one change, into the terminal and
 * bench/build.json, which /bench/ shows; each three times, or as often as `--times` says. `npm run bench:build -- --posts 100` is for
 * trying: it writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { say } from '../launch/say.mjs';
import { measureBuilds } from '../../bench/measure/build-site.ts';

const usual = [125, 250, 500, 1000, 2000];
const { posts, times } = readArguments(process.argv.slice(2));
const sizes = posts === null ? usual : [posts];
const results = await measureBuilds(sizes, times, say);
if (sizes === usual) {
  writeFileSync('bench/build.json', `${JSON.stringify(results, null, 2)}\n`);
  say('Written to bench/build.json.');
}

/** @param {string[]} args @returns {{ posts: number | null, times: number }} */
function readArguments(args) {
  const found = { posts: /** @type {number | null} */ (null), times: 3 };
  for (let i = 0; i < args.length; i += 2) {
    const [name, number] = [args[i], Number(args[i + 1])];
    if ((name !== '--posts' && name !== '--times') || !(Number.isInteger(number) && number > 0)) {
      say(
        `"${args.join(' ')}" is not understood.\n  Use --posts NUMBER (nothing: ${usual.join(', ')}) and --times NUMBER (nothing: 3).`,
      );
      process.exit(2);
    }
    found[name === '--posts' ? 'posts' : 'times'] = number;
  }
  return found;
}
