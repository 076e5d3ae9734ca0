/** The places of the highest scores, the highest first; of equals the earlier. */
export function bestPlaces(scores: readonly number[], count: number): number[] {
  return scores
    .map((score, place) => ({ score, place }))
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, count)
    .map(({ place }) => place);
}
