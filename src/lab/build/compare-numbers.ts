import { exactTo, type Compared } from '../contract/crosscheck.ts';

export type Numbers = Readonly<Record<string, number | null | undefined>>;

/** A trained number may differ so much in any case, as a share of max(1, |b|): where all seeds find the very same. */
const trainedTo = 0.01;

interface Measures {
  /** No training is in it. */
  isExact(key: string): boolean;
  /** It stands for one of a few things: which, and not how far apart they are. */
  isName(key: string): boolean;
  /** What other seeds of ours found with these settings; none if not given. */
  readonly seeds?: readonly Numbers[] | undefined;
}

/**
 * Ours and theirs, number by number. A trained number may be as far from ours as ours are from each other from seed to seed, a
 * name another one where seeds do not agree on it. What only one of the two has is compared with nothing, and misses.
 */
export function compareNumbers(ours: Numbers, theirs: Numbers, { isExact, isName, seeds = [] }: Measures): Compared[] {
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].map((key) => {
    const [a, b] = [valueOf(ours[key]), valueOf(theirs[key])];
    const isThere = key in ours && key in theirs;
    const gap = isThere && a === null && b === null ? 0 : a === null || b === null ? Infinity : Math.abs(a - b);
    const unit = Math.max(1, Math.abs(a ?? 0));
    if (isExact(key)) return { key, ours: a, theirs: b, difference: gap, allowed: exactTo * unit, kind: 'exact' };
    const values = [a, ...seeds.map((one) => valueOf(one[key]))];
    const trained = { key, ours: a, theirs: b, kind: 'trained' as const };
    if (isName(key) || values.includes(null) || b === null) {
      const differ = !isThere ? Infinity : a === b || (a !== null && b !== null && gap <= trainedTo * unit) ? 0 : 1;
      return { ...trained, difference: differ, allowed: new Set(values).size > 1 ? 1 : trainedTo };
    }
    const numbers = values.filter((value) => value !== null);
    const spread = Math.max(...numbers) - Math.min(...numbers);
    return { ...trained, difference: gap, allowed: Math.max(trainedTo * unit, spread) };
  });
}

/** A number that is none says nothing: it agrees with no other. */
export const misses = ({ difference, allowed }: Compared): boolean => !(difference <= allowed);

/** A trained number that is the same without a look at other seeds. */
export const isAlike = ({ ours, difference }: Compared): boolean =>
  difference <= trainedTo * Math.max(1, Math.abs(ours ?? 0));

const valueOf = (value: number | null | undefined): number | null => value ?? null;
