import { exactTo, type Compared } from '../contract/crosscheck.ts';

type Numbers = Readonly<Record<string, number | null | undefined>>;

/** A trained number may differ so much in any case, as a share of max(1, |b|): where all seeds find the very same. */
const trainedTo = 0.01;

/**
 * Ours and theirs, number by number. What only one of the two has is compared with nothing, and misses.
 * @param spreadOf how far apart seeds are, for a number that was trained; undefined for one that was not
 */
export function compareNumbers(
  ours: Numbers,
  theirs: Numbers,
  spreadOf: (key: string) => number | undefined,
): Compared[] {
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].map((key) => {
    const [a, b] = [valueOf(ours[key]), valueOf(theirs[key])];
    const spread = spreadOf(key);
    const kind = spread === undefined ? 'exact' : 'trained';
    const unit = Math.max(1, Math.abs(a ?? 0));
    const allowed = spread === undefined ? exactTo * unit : Math.max(trainedTo * unit, spread);
    const isThere = key in ours && key in theirs;
    const difference = isThere && a === null && b === null ? 0 : a === null || b === null ? Infinity : Math.abs(a - b);
    return { key, ours: a, theirs: b, difference, allowed, kind };
  });
}

/** A number that is none says nothing: it agrees with no other. */
export const misses = ({ difference, allowed }: Compared): boolean => !(difference <= allowed);

const valueOf = (value: number | null | undefined): number | null => value ?? null;
