import type { AnyDefinition, SettingsOf } from './definition.ts';
import type { Experiment, Frame } from './experiment.ts';
import type { ResultOf } from './results.ts';

/** A run that came to its end. */
export interface Finished<D extends AnyDefinition = AnyDefinition> {
  readonly result: ResultOf<D>;
  /** What was trained, for experiments that can be asked. */
  readonly weights: Float32Array | null;
}

/** The frames that can be looked at. */
export function* visibleFrames<D extends AnyDefinition>(
  experiment: Experiment<D>,
  params: SettingsOf<D>,
): Generator<Frame<D>, void> {
  for (const frame of experiment.run(params)) if (!frame.preparing) yield frame;
}

/**
 * Runs an experiment without anybody watching: the build's still figure, the command line, the records.
 * @param onProgress 0 to 1, at every step
 * @param until `milestone`: stop at the first frame that is worth showing, without the extras behind it
 * @returns the last frame's result and weights
 * @throws if the experiment yields nothing
 */
export async function runToEnd<D extends AnyDefinition>(
  experiment: Experiment<D>,
  params: SettingsOf<D>,
  onProgress: (progress: number) => void = () => undefined,
  until: 'end' | 'milestone' = 'end',
): Promise<Finished<D>> {
  let finished: Finished<D> | undefined;
  const steps = visibleFrames(experiment, params);
  try {
    for (let step = steps.next(); !step.done; step = steps.next()) {
      onProgress(step.value.progress);
      const { progress, diverged, milestone } = step.value;
      if (progress >= 1 || diverged || (milestone && until === 'milestone')) {
        finished = { result: step.value.snapshot(params), weights: step.value.weights?.() ?? null };
        if (diverged || until === 'milestone') break;
      }
    }
  } finally {
    steps.return();
  }
  if (!finished) throw new Error(`${experiment.name} ended without a last frame.`);
  return finished;
}
