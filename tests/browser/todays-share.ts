/**
 * What is tried for every pair of two lists (faults, windows, experiments) takes too long for each run: `npm test` takes
 * another share every day, `npm run faults` all.
 */
export const everyPair = process.env['FAULTS'] === 'all';

export const today = Math.floor(Date.now() / 86_400_000);

/** Of a list the one whose turn it is today; what differs by `at` has different ones, and in as many days as the list is long each. */
export function todays<T>(list: readonly T[], at = 0): T {
  return list[(today + at) % list.length]!;
}
