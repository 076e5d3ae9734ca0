/**
 * How long the site takes to build with 125 to 2,000 posts, from nothing and after one change, into the terminal and
 * bench/build.json, which /bench/ shows. `npm run bench:build -- --posts 100` is for trying: it writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { say } from '../launch/say.mjs';
import { measureBuilds } from '../../bench/measure/build-site.ts';

const usual = [125, 250, 500, 1000, 2000];
const [name, value, ...others] = process.argv.slice(2);
const sizes = name === undefined ? usual : [Number(value)];
if ((name !== undefined && name !== '--posts') || !(Number.isInteger(sizes[0]) && sizes[0] > 0) || others.length > 0) {
  say(
    `"${process.argv.slice(2).join(' ')}" is not understood.\n  Use --posts NUMBER, or nothing for ${usual.join(', ')} posts.`,
  );
  process.exit(2);
}
const results = await measureBuilds(sizes, say);
if (sizes === usual) {
  writeFileSync('bench/build.json', `${JSON.stringify(results, null, 2)}\n`);
  say('Written to bench/build.json.');
}
