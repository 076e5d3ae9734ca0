/**
 * How long the site takes to build with many posts, from nothing and after one change, into the terminal and
 * bench/build.json, which /bench/ shows. `npm run bench:build -- --posts 100` is for trying: it writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { say } from '../launch/say.mjs';
import { measureBuilds } from '../../bench/measure/build-site.ts';

const usual = 1000;
const [name, value, ...others] = process.argv.slice(2);
const posts = name === undefined ? usual : Number(value);
if ((name !== undefined && name !== '--posts') || !Number.isInteger(posts) || posts < 1 || others.length > 0) {
  say(`"${process.argv.slice(2).join(' ')}" is not understood.\n  Use --posts NUMBER, or nothing for ${usual} posts.`);
  process.exit(2);
}
const results = await measureBuilds(posts, say);
if (posts === usual) {
  writeFileSync('bench/build.json', `${JSON.stringify(results, null, 2)}\n`);
  say('Written to bench/build.json.');
}
