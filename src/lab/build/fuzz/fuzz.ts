import { chooseBackend } from '../../worker/backend.ts';
import { experimentNames, loadExperiment } from '../../worker/registry.ts';
import { showProgress } from '../record/progress.ts';
import { fuzzAddresses, fuzzRun, type FuzzedRun } from './fuzz-experiment.ts';

const usage = `npm run fuzz [-- NAME ...] [--addresses 10000] [--runs 1000] [--seconds 60] [--seed 1]
Reads hostile addresses of every experiment, and runs it with random settings; prints what went wrong, and the counts.
`;

/** @returns the exit code: 1 if anything went wrong, 2 if it was asked for what is not there */
export async function fuzz(given: readonly string[]): Promise<number> {
  const options: Record<string, number> = { addresses: 10_000, runs: 1000, seconds: 60, seed: 1 };
  const names: string[] = [];
  for (let i = 0; i < given.length; i++) {
    const key = /^--(\w+)$/.exec(given[i]!)?.[1];
    if (key === undefined) names.push(given[i]!);
    else if (key in options && Number(given[i + 1]) > 0) options[key] = Number(given[(i += 1)]);
    else return told(`There is no ${given[i]} ${given[i + 1] ?? ''}.\n${usage}`);
  }
  const unknown = names.filter((name) => !experimentNames.includes(name));
  if (unknown.length > 0)
    return told(`Unknown experiment ${unknown.join(', ')}. Use: ${experimentNames.join(', ')}.\n`);

  const { addresses, runs, seconds, seed } = options as {
    addresses: number;
    runs: number;
    seconds: number;
    seed: number;
  };
  const backend = await chooseBackend();
  let wrong = 0;
  const asked = names.length > 0 ? names : experimentNames;
  const progress = showProgress(new Map(asked.map((name) => [name, runs])), 1, process.stderr);
  // Vite and the experiments' code: what a run needs comes on top of it.
  const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);
  const standing = megabytes();
  for (const name of asked) {
    const { definition, experiment } = await loadExperiment(name);
    const misread = fuzzAddresses(definition, addresses, seed);
    for (const { given: address, what } of misread.slice(0, 5))
      console.log(`${name} ${short(JSON.stringify(address))}: ${short(what)}`);
    const all: FuzzedRun[] = [];
    for (let i = 0; i < runs; i++) {
      const one = fuzzRun(definition, experiment, seed + i, seconds);
      all.push(one);
      progress.done(name, 1000 * one.seconds);
      if (one.faults.length > 0)
        console.log(`${name} ${JSON.stringify(one.params)}:\n  ${[...new Set(one.faults)].slice(0, 4).join('\n  ')}`);
    }
    wrong += misread.length + all.filter(({ faults }) => faults.length > 0).length;
    const slowest = most(all, ({ seconds: taken }) => taken);
    const stiffest = most(all, ({ longestStep }) => longestStep);
    console.log(
      [
        `${name} (${backend}): ${addresses} addresses, ${misread.length} wrong`,
        `${runs} runs, ${all.filter(({ faults }) => faults.length > 0).length} wrong, ${all.filter(({ cut }) => cut).length} left after ${seconds} s`,
        slowest && `longest run ${slowest.seconds.toFixed(1)} s`,
        stiffest && `longest step ${Math.round(stiffest.longestStep)} ms with ${JSON.stringify(stiffest.params)}`,
        `${megabytes()} MB, ${standing} of them before the first run`,
      ]
        .filter(Boolean)
        .join('; '),
    );
  }
  progress.end();
  return wrong > 0 ? 1 : 0;
}

/** The beginning of what may be thousands of letters. */
const short = (text: string): string => (text.length > 300 ? `${text.slice(0, 300).toWellFormed()} ...` : text);

function told(text: string): number {
  process.stderr.write(text);
  return 2;
}

function most(runs: readonly FuzzedRun[], of: (run: FuzzedRun) => number): FuzzedRun | undefined {
  return runs.reduce<FuzzedRun | undefined>((best, one) => (!best || of(one) > of(best) ? one : best), undefined);
}
