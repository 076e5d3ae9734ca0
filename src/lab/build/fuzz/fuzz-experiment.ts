import { resultFaults } from '../../contract/check-result.ts';
import type { AnyDefinition } from '../../contract/definition.ts';
import type { Experiment } from '../../contract/experiment.ts';
import { readParams } from '../../contract/read-params.ts';
import { sameParams, type Params } from '../../contract/schema.ts';
import { readStateQuery, writeStateQuery } from '../../contract/state-query.ts';
import { createRandom } from '../../science/random.ts';
import { machineNow } from '../../worker/backend.ts';
import { secondsComputed } from '../thread-time.ts';
import { hostileQuery, someSettings } from './random-settings.ts';

/** What is wrong, and with what: enough to see it again. */
export interface Fault {
  readonly given: string;
  readonly what: string;
}

/**
 * Reads `count` hostile addresses. Each must give settings that the experiment can have, the same when read again from the
 * address that is then written, and nothing may throw.
 */
export function fuzzAddresses({ name, schema }: AnyDefinition, count: number, seed: number): Fault[] {
  const random = createRandom(seed, `addresses of ${name}`);
  const faults: Fault[] = [];
  for (let i = 0; i < count; i++) {
    const place = { name, prefixed: i % 2 === 0 };
    const given = hostileQuery(schema, place.prefixed ? `${name}.` : '', random);
    try {
      const { params } = readStateQuery(schema, given, place);
      const again = readParams(schema, params);
      if (again.problems.length > 0 || !sameParams(again.params, params))
        faults.push({ given, what: `it gives settings that cannot be: ${JSON.stringify(params)}` });
      const written = writeStateQuery(schema, params, given, place);
      const { params: back, problems } = readStateQuery(schema, written, place);
      if (!sameParams(back, params) || problems.length > 0)
        faults.push({ given, what: `written as ${written} it is read as ${JSON.stringify(back)}` });
    } catch (error) {
      faults.push({ given, what: String(error) });
    }
  }
  return faults;
}

/** One run with random settings. */
export interface FuzzedRun {
  readonly params: Params;
  readonly faults: readonly string[];
  /** Seconds of this thread's core, whatever else the machine does; whether the run was left before its end for want of time. */
  readonly seconds: number;
  readonly cut: boolean;
  /** ms of this thread's core between two moments at which a stop can be heard, the longest. */
  readonly longestStep: number;
}

/**
 * Runs the science once with random valid settings. It must not throw, every snapshot must be as declared (NaN among the
 * readouts is not), progress must never fall and end at 1 unless the run diverges, and no tensor may be left.
 *
 * @param limit seconds of computing after which a run is left, as by a reader who stops it
 */
export function fuzzRun(definition: AnyDefinition, experiment: Experiment, seed: number, limit: number): FuzzedRun {
  const { name, schema } = definition;
  const { params } = readParams(schema, someSettings(schema, createRandom(seed, `settings of ${name}`)));
  const before = machineNow().tensors;
  const begun = secondsComputed();
  const faults: string[] = [];
  let [progress, longestStep, diverged, cut] = [0, 0, false, false];
  const run = experiment.run(params);
  try {
    for (let looked = 0; ;) {
      const at = secondsComputed();
      const step = run.next();
      if (step.done) break;
      const { progress: now, milestone } = step.value;
      if (!(now >= progress && now <= 1)) faults.push(`progress went from ${progress} to ${now}`);
      progress = now;
      diverged ||= step.value.diverged ?? false;
      // As the worker does: not every frame is looked at, those that matter are.
      if (!step.value.preparing && (milestone || now >= 1 || diverged || secondsComputed() - looked > 0.5)) {
        faults.push(...resultFaults(definition, params, step.value.snapshot(params)));
        looked = secondsComputed();
      }
      longestStep = Math.max(longestStep, 1000 * (secondsComputed() - at));
      if (diverged) break;
      cut = now < 1 && secondsComputed() - begun > limit;
      if (cut) break;
    }
    if (!cut && !diverged && progress < 1) faults.push(`it ended at progress ${progress}`);
  } catch (error) {
    faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    run.return();
  }
  const left = machineNow().tensors - before;
  if (left !== 0) faults.push(`${left} tensors are left`);
  return { params, faults, seconds: secondsComputed() - begun, cut, longestStep };
}
