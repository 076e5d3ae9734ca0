import type { Experiment, Result } from './experiment.ts';

/** A run that came to its end. */
export interface Finished<R extends Result = Result> {
  readonly result: R;
  /** What was trained, for experiments that can be asked. */
  readonly weights: Float32Array | null;
}

/**
 * Runs an experiment without anybody watching: the build's still figure, the command line, the records.
 * @param onProgress 0 to 1, at every step
 * @param until `milestone`: stop at the first frame that is worth showing, without the extras behind it
 * @returns the last frame's result and weights
 * @throws if the experiment yields nothing
 */
export async function runToEnd<P, R extends Result>(
  experiment: Experiment<P, R>,
  params: P,
  onProgress: (progress: number) => void = () => undefined,
  until: 'end' | 'milestone' = 'end',
): Promise<Finished<R>> {
  let finished: Finished<R> | undefined;
  const steps = experiment.run(params);
  try {
    for (let step = steps.next(); !step.done; step = steps.next()) {
      onProgress(step.value.progress);
      const { progress, diverged, milestone, snapshot, weights } = step.value;
      if (progress >= 1 || diverged || (milestone && until === 'milestone')) {
        finished = { result: snapshot(params), weights: weights?.() ?? null };
        if (until === 'milestone') break;
      }
    }
  } finally {
    steps.return();
  }
  if (!finished) throw new Error(`${experiment.name} ended without a last frame.`);
  return finished;
}
