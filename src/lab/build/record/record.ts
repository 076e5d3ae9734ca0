import { chooseBackend } from '../../worker/backend.ts';
import { experimentNames } from '../../worker/registry.ts';
import { confirmRecords } from './confirm.ts';
import { keptRuns } from './kept-runs.ts';
import { loadClaims } from './measure.ts';
import { planOf } from './plan.ts';
import { measureAll, type Measurer } from './pool.ts';
import { showProgress } from './progress.ts';
import { today, writeRecord } from './record-file.ts';
import { Recording } from './recording.ts';
import { scienceCode } from './science-code.ts';

export { startMeasurer } from './pool.ts';

/** Who measures. */
export interface Crew {
  /** How many at once. */
  readonly cores: number;
  start(): Measurer;
}

/**
 * `npm run record [-- NAME ...]`: measures every claim of every experiment over its seeds into recorded.json;
 * `npm run record -- --confirm [NAME ...]`: measures some of them again, and stamps the records with today's code.
 * @returns the exit code: 1 if a claim misses its bar or a record is not confirmed, 2 for an unknown name
 */
export async function recordClaims(args: readonly string[], crew: Crew): Promise<number> {
  const names = args.filter((arg) => arg !== '--confirm');
  const unknown = names.filter((name) => !experimentNames.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown experiment ${unknown.join(', ')}. Use some of: ${experimentNames.join(', ')}.\n`);
    return 2;
  }
  if (args.includes('--confirm')) return confirmRecords(names, crew);
  return measureRecords(names.length > 0 ? names : experimentNames, crew);
}

async function measureRecords(names: readonly string[], crew: Crew): Promise<number> {
  const backend = await chooseBackend();
  const recordings: Recording[] = [];
  for (const name of names) {
    const code = scienceCode(name);
    const plan = await planOf(name, await loadClaims(name));
    if (plan.claims.length > 0) recordings.push(new Recording(plan, { backend, code }, keptRuns(name, code)));
  }
  const counts = new Map(recordings.map(({ plan, missing }) => [plan.name, missing.length]));
  const progress = showProgress(counts, crew.cores, process.stderr);
  let missed = 0;
  const finish = (recording: Recording) => {
    const { record, problems } = recording.finish(today());
    writeRecord(record);
    recording.kept.clear();
    missed += problems.length;
    const { name, claims, runs } = recording.plan;
    progress.say(
      `${name}: ${claims.length} claims from ${runs.length} runs${problems.map((one) => `\n  MISSED ${one}`).join('')}`,
    );
  };
  for (const recording of recordings) {
    const before = recording.plan.runs.length - recording.missing.length;
    if (before > 0) progress.say(`${recording.plan.name}: ${before} runs were measured before.`);
    if (recording.isDone) finish(recording);
  }
  // One of each first: from then on it is known how long the rest takes.
  const left = recordings.flatMap((recording) => recording.missing.map((run, i) => ({ recording, run, i })));
  const queue = [...left.filter(({ i }) => i === 0), ...left.filter(({ i }) => i > 0)];
  await measureAll(
    Array.from({ length: Math.min(crew.cores, queue.length) }, () => crew.start()),
    () => queue.shift(),
    ({ recording, run }, found, ms) => {
      recording.add(run, found);
      progress.done(run.name, ms);
      if (recording.isDone) finish(recording);
    },
  );
  progress.end();
  return missed > 0 ? 1 : 0;
}
