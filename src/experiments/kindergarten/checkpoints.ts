/** Steps after which the net is examined: doubling, so that a logarithmic axis shows them evenly, and the last one. */
export function checkpoints(steps: number): readonly number[] {
  const found = [0];
  for (let step = 21; step < 0.8 * steps; step *= 2) found.push(step);
  return [...found, steps];
}
