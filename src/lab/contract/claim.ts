import type { AnyDefinition, SettingsOf } from './definition.ts';
import type { ReadoutKey } from './results.ts';
import type { Params } from './schema.ts';

/** Something that the post says of an experiment, measured over seeds; the text shows the recorded numbers, never typed ones. */
export interface Claim<D extends AnyDefinition = AnyDefinition> {
  readonly id: string;
  /** Settings off the defaults. */
  readonly set: Partial<SettingsOf<D>>;
  /** Which readout is measured. */
  readonly readout: ReadoutKey<D>;
  /** Which end of the range is the bad one for this claim. */
  readonly worse: 'lower' | 'higher';
  /** It is what the opening view shows: the default seed is to be one of the middle of its seeds. */
  readonly headline?: true;
  /** How many seeds, from 1 on; all of `claimSeeds` if not given. Fewer where one run takes seconds, ten at least. */
  readonly seeds?: number;
  /** What must hold for the post to say it. */
  readonly bar: {
    readonly medianAtLeast?: number;
    readonly medianAtMost?: number;
    readonly worstAtLeast?: number;
    readonly worstAtMost?: number;
  };
}

/** Seeds 1 ... 20 of every claim. */
export const claimSeeds: readonly number[] = Array.from({ length: 20 }, (_, index) => index + 1);

/** The seeds of one claim. */
export const seedsOf = ({ seeds }: Pick<Claim, 'seeds'>): readonly number[] => claimSeeds.slice(0, seeds);

export interface RecordedClaim {
  readonly id: string;
  readonly settings: Params;
  readonly readout: string;
  /** One value a seed, from seed 1 on; null where the run had none (an exact zero, say). */
  readonly values: readonly (number | null)[];
  readonly worst: number | null;
  readonly median: number | null;
  readonly best: number | null;
  /** How many seeds had a value. */
  readonly counted: number;
}

/** recorded.json of an experiment's folder. */
export interface Recorded {
  readonly experiment: string;
  readonly backend: string;
  readonly tfjs: string;
  readonly seeds: readonly number[];
  /** By which code all of it was measured, and on which day. */
  readonly measured: RecordedBy;
  /** A later code that found so many of so many values, measured again, the same in every digit. */
  readonly confirmed?: RecordedBy & { readonly values: number; readonly of: number };
  readonly claims: readonly RecordedClaim[];
}

export interface RecordedBy {
  /** 2026-11-27 */
  readonly on: string;
  /** A name for the science, the kernels and the packages' versions (lab/build/record/science-code.ts). */
  readonly code: string;
}

/** Worst, median and best of a claim's values. A missing value counts as neither: it is told by `counted`. */
export function summariseClaim(
  claim: Pick<Claim, 'worse'>,
  values: readonly (number | null)[],
): Pick<RecordedClaim, 'worst' | 'median' | 'best' | 'counted'> {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const [low, high] = [sorted[0] ?? null, sorted.at(-1) ?? null];
  const middle = sorted.length / 2;
  const median =
    sorted.length === 0
      ? null
      : Number.isInteger(middle)
        ? ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
        : (sorted[Math.floor(middle)] ?? null);
  return {
    worst: claim.worse === 'lower' ? low : high,
    best: claim.worse === 'lower' ? high : low,
    median,
    counted: sorted.length,
  };
}

/** What of the bar a record misses, in words; empty if the claim holds. */
export function missedBars(
  { bar }: Pick<Claim, 'bar'>,
  { median, worst }: Pick<RecordedClaim, 'median' | 'worst'>,
): string[] {
  const missed: string[] = [];
  const check = (name: string, value: number | null, bound: number | undefined, least: boolean) => {
    if (bound === undefined) return;
    if (value === null || (least ? value < bound : value > bound)) {
      missed.push(`${name} ${value} is not ${least ? '>=' : '<='} ${bound}`);
    }
  };
  check('median', median, bar.medianAtLeast, true);
  check('median', median, bar.medianAtMost, false);
  check('worst', worst, bar.worstAtLeast, true);
  check('worst', worst, bar.worstAtMost, false);
  return missed;
}
