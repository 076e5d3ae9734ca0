/**
 * The benchmarks, side by side, into the terminal and bench/results.json. `npm run bench -- --note "…"` says what the
 * machine was doing; `--part node` or `--part browser` measures one half and writes nothing; `--rounds 1` is for trying
 * whether it runs at all; `--case cnn-32` measures that case alone, in Node, and says where our time goes.
 */
import { join } from 'node:path';
import { Failure, say } from '../launch/say.mjs';
import { buildSite } from '../serve/build.mjs';
import { runInVite } from '../serve/run-in-vite.mjs';

const { note, part, rounds, only } = readArguments(process.argv.slice(2));
const folder = join('.cache', 'bench-site');

try {
  if (only !== null) process.env.KERNEL_NAMES = '1';
  if (part !== 'node') {
    say('Building the site that the browser measures ...');
    process.env.OUT_DIR = `./${folder}`;
    const code = await buildSite();
    if (code !== 0) throw new Failure('The site does not build.', 'The message stands above.');
  }
  process.exitCode = await runInVite('/bench/measure/run.ts', (module) =>
    module.runBenchmarks({ note, part, rounds, only, folder }),
  );
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`${error.message}\n  ${error.remedy}`);
  process.exitCode = 1;
}

/** @param {string[]} args */
function readArguments(args) {
  const found = { note: '', part: 'all', rounds: 15, only: null };
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = args.slice(i, i + 2);
    if (name === '--note' && value !== undefined) found.note = value;
    else if (name === '--part' && ['all', 'node', 'browser'].includes(value)) found.part = value;
    else if (name === '--rounds' && Number.isInteger(Number(value)) && Number(value) > 0) found.rounds = Number(value);
    else if (name === '--case' && value !== undefined) Object.assign(found, { part: 'node', only: value });
    else {
      say(
        `"${args[i]}" is not understood.\n  Use --note TEXT, --part node or --part browser, --rounds NUMBER, --case NAME.`,
      );
      process.exit(2);
    }
  }
  return found;
}
