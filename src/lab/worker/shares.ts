import type { Part } from '../contract/experiment.ts';

/** Parts that one core computes. */
export interface Share {
  readonly names: readonly string[];
  readonly work: number;
}

/**
 * How so many cores share the parts so that the busiest has least to do. Parts stay in their order, for their weights do.
 * @returns as many shares as there are cores or parts
 */
export function sharesOf(parts: readonly Part[], cores: number): readonly Share[] {
  const best = (from: number, left: number): { shares: readonly Share[]; most: number } => {
    const share = (to: number): Share => {
      const taken = parts.slice(from, to);
      return { names: taken.map(({ name }) => name), work: taken.reduce((sum, { work }) => sum + work, 0) };
    };
    if (left === 1) return { shares: [share(parts.length)], most: share(parts.length).work };
    let found: { shares: readonly Share[]; most: number } | undefined;
    for (let to = from + 1; to <= parts.length - left + 1; to++) {
      const first = share(to);
      const rest = best(to, left - 1);
      const most = Math.max(first.work, rest.most);
      if (!found || most < found.most) found = { shares: [first, ...rest.shares], most };
    }
    return found!;
  };
  return best(0, Math.max(1, Math.min(cores, parts.length))).shares;
}

/** Cores for one run: one stays the page's, if there are more than two. More than four would cost a phone its memory. */
export function coresFor(all: number): number {
  return all <= 2 ? Math.max(1, all) : Math.min(4, all - 1);
}
