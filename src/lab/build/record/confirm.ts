import { isDeepStrictEqual } from 'node:util';
import { seedsOf, type Claim, type Recorded } from '../../contract/claim.ts';
import type { Result } from '../../contract/results.ts';
import { hashOf } from '../../../store/store.ts';
import { experimentNames } from '../../worker/registry.ts';
import { keptRuns, type KeptRuns } from './kept-runs.ts';
import { loadClaims, rounded, valueOf } from './measure.ts';
import { planOf, type Plan, type PlannedRun } from './plan.ts';
import { measureAll } from './pool.ts';
import { showProgress } from './progress.ts';
import type { Crew } from './record.ts';
import { isOfCode, readRecord, today, writeRecord } from './record-file.ts';
import { scienceCode } from './science-code.ts';

/** So long it may take; what the headlines need is measured even so. */
const patienceMs = 150_000;

/**
 * Stamps records with today's code, if what is measured again by it is the same in every recorded digit. Without names: those
 * whose code has changed.
 * @returns the exit code: 1 if a record has to be measured anew
 */
export async function confirmRecords(names: readonly string[], crew: Crew): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const samples: Sample[] = [];
  let lost = 0;
  for (const name of names.length > 0 ? names : experimentNames) {
    const [claims, record, code] = [await loadClaims(name), readRecord(name), scienceCode(name)];
    if (claims.length === 0 || (names.length === 0 && record && isOfCode(record, code))) continue;
    if (record && isRecordOf(record, claims)) samples.push(new Sample(await planOf(name, claims), record, code));
    else {
      lost++;
      say(`${name}: its record is not of these claims. Measure it anew: npm run record -- ${name}`);
    }
  }
  if (samples.length === 0 && lost === 0) say('Every record is by the code of today.');
  const deadline = performance.now() + patienceMs;
  const progress = showProgress(new Map(), crew.cores, process.stderr);
  let done = 0;
  await measureAll(
    Array.from({ length: samples.length === 0 ? 0 : crew.cores }, () => crew.start()),
    () => nextOf(samples, deadline - performance.now()),
    ({ sample, run }, found, ms) => {
      sample.add(run, found, ms);
      done++;
      const left = Math.max(0, Math.round((deadline - performance.now()) / 1000));
      progress.show(1 - left / (patienceMs / 1000), `${done} runs, ${left} s left · ${run.name}`);
    },
  );
  progress.end();
  for (const sample of samples) {
    say(sample.verdict());
    if (sample.differences.length > 0) lost++;
    else writeRecord(sample.stamped(today()));
  }
  return lost > 0 ? 1 : 0;
}

/** Whether a record is of these claims, as they are stated today. */
function isRecordOf(record: Recorded, claims: readonly Claim[]): boolean {
  const stated = claims.map((claim) => [claim.id, claim.set, claim.readout, seedsOf(claim).length]);
  return isDeepStrictEqual(
    record.claims.map(({ id, settings, readout, values }) => [id, settings, readout, values.length]),
    stated,
  );
}

/** Of the experiment that has had least time; what must be first. */
function nextOf(samples: readonly Sample[], msLeft: number): { sample: Sample; run: PlannedRun } | undefined {
  const open = samples.filter((sample) => sample.isOpen(msLeft));
  const sample = open.sort((a, b) => Number(b.mustGoOn) - Number(a.mustGoOn) || a.ms - b.ms)[0];
  const run = sample?.take();
  return sample && run && { sample, run };
}

/** Some of an experiment's values, measured again: of every claim the same number of seeds, as far as the time goes. */
export class Sample {
  readonly plan: Plan;
  readonly record: Recorded;
  readonly code: string;
  /** What they cost so far. */
  ms = 0;
  readonly differences: string[] = [];
  readonly #keep: KeptRuns['write'];
  readonly #queue: PlannedRun[];
  readonly #must: Set<string>;
  readonly #found = new Set<string>();

  /** @param keep should it have to be recorded anew, this much is done */
  constructor(plan: Plan, record: Recorded, code: string, keep = keptRuns(plan.name, code).write) {
    this.plan = plan;
    this.record = record;
    this.code = code;
    this.#keep = keep;
    const ranked = rankedRuns(plan, code);
    this.#queue = [...ranked.runs];
    this.#must = new Set(ranked.must);
  }

  /** A headline has not been measured yet. */
  get mustGoOn(): boolean {
    return this.#must.size > 0;
  }

  isOpen(msLeft: number): boolean {
    if (this.differences.length > 0 || this.#queue.length === 0) return false;
    return this.mustGoOn || msLeft > this.ms / Math.max(1, this.#found.size);
  }

  take(): PlannedRun | undefined {
    const run = this.#queue.shift();
    if (run) this.#must.delete(run.key);
    // Until it is known what it costs, it has had as much as the others.
    this.ms += this.#found.size === 0 ? 1000 : 0;
    return run;
  }

  add(run: PlannedRun, found: Result['readouts'], ms: number): void {
    this.ms += ms;
    this.#found.add(run.key);
    this.#keep(run, found);
    for (const { claim, seed } of this.plan.values.filter((value) => value.run === run)) {
      const now = rounded(valueOf(this.plan.name, claim, found));
      const before = this.record.claims.find(({ id }) => id === claim.id)?.values[seed - 1];
      if (now !== before) this.differences.push(`${claim.id}, seed ${seed}: recorded ${before}, today ${now}`);
    }
  }

  get measured(): number {
    return this.plan.values.filter(({ run }) => this.#found.has(run.key)).length;
  }

  verdict(): string {
    const { name, values } = this.plan;
    if (this.differences.length === 0)
      return `${name}: ${this.measured} of ${values.length} values are the same, digit for digit.`;
    return `${name}: NOT CONFIRMED. Measure it anew: npm run record -- ${name}\n${this.differences.map((one) => `  ${one}`).join('\n')}`;
  }

  stamped(on: string): Recorded {
    const { claims, ...head } = this.record;
    const confirmed = { on, code: this.code, values: this.measured, of: this.plan.values.length };
    return { ...head, confirmed, claims };
  }
}

/**
 * In which order runs are measured again: one seed of every claim, headlines first, then a second of every claim, and so on.
 * Which claims and seeds come first (of one run for all claims that it serves) is the code's chance, so that another code has others measured.
 * @returns `must`: the keys of the headlines' first
 */
export function rankedRuns({ claims, values }: Plan, code: string): { runs: PlannedRun[]; must: string[] } {
  const headlines = claims.filter(({ headline }) => headline);
  const byChance = (one: string) => hashOf(code, one);
  const others = claims.filter(({ headline }) => !headline).sort((a, b) => (byChance(a.id) < byChance(b.id) ? -1 : 1));
  const inTurn = [...headlines, ...others];
  const orders = inTurn.map((claim) =>
    values
      .filter((value) => value.claim === claim)
      .map(({ run, seed }) => ({ run, rank: byChance(`${JSON.stringify(claim.set)} ${seed}`) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ run }) => run),
  );
  const rounds = Array.from({ length: Math.max(0, ...orders.map(({ length }) => length)) }, (_, i) =>
    orders.flatMap((order) => order[i] ?? []),
  );
  const must = orders.slice(0, Math.max(1, headlines.length)).flatMap(([first]) => first?.key ?? []);
  return { runs: [...new Set(rounds.flat())], must: [...new Set(must)] };
}
