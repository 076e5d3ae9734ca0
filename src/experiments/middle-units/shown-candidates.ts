import { perRound } from './ballot.ts';

/** Which candidates are drawn: the one that is voted on next, or, when the measure is shown, those of the last round. */
export function shownCandidates(show: 'vote' | 'measure', votes: number, candidates: number): number[] {
  if (show === 'vote') return votes < candidates ? [votes] : [];
  const first = Math.max(0, Math.floor((votes - 1) / perRound)) * perRound;
  return Array.from({ length: votes - first }, (_, i) => first + i);
}
