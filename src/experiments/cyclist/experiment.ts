import { trainFilmNet, type FilmBatch, type FilmNetTraining } from '../../lab/science/nn/film-net-training.ts';
import { createRandom } from '../../lab/science/random.ts';
import { defineExperiment, type Frame, type Result } from '../../lab/contract/experiment.ts';
import { accuracyOf, examine, type Marks } from './examination.ts';
import { initialWeights, readersOf, shapeOf, taskOf } from './nets.ts';
import type { CyclistParams, ModelName } from './params.ts';
import { lossEvery, testedLags } from './sampling.ts';
import { readShownFilm } from './shown-film.ts';
import { drawBatch } from './task.ts';

const batchSize = 32;
/** Adam's rate: as it is for the first half of the steps, then straight down to zero (the last steps are to settle). */
const learningRate = 0.012;
const rateAt = (step: number, steps: number) => learningRate * Math.min(1, (2 * (steps - step + 1)) / steps);
/** Films of the final examination; of one while the training is watched; and of each point of the curve over lags. */
const films = { final: 1020, watched: 60, lag: 150 } as const;
/** Of a run's work, what the training is; the examinations are the rest. */
const trainingShare = 0.9;

/**
 * Readouts for every chosen net (key: name.model; with one net also without the model): accuracy, captionAccuracy
 * (sequences), attentionOnSignal, attentionOnLast, attentionOnNeglectedSide (attention), shuffleChange, shuffleFlips, loss;
 * step, diverged (0 or 1); and those of the film on the strip (shown-film.ts).
 * Series: lossByStep.model (means of ten), accuracyByLag.model at the lags of sampling.ts, accuracyByFrame.frame.
 */
export type CyclistResult = Result;

export const experiment = defineExperiment<CyclistParams, CyclistResult>({
  name: 'cyclist',

  /** One step is one step of Adam for every net, on the same films. Then the examinations. */
  *run(params) {
    const task = taskOf(params);
    const random = createRandom(params.seed, 'films');
    const runs = params.model.map((model) => new Run(model, params));
    const weights = () => joined(runs.map((run) => run.weights()));
    const curves: Record<string, Float64Array> = {};
    let marks: ReadonlyMap<ModelName, Marks> | null = null;
    let step = 0;
    const frame = (progress: number): Frame<CyclistResult, CyclistParams> => ({
      progress,
      weights,
      snapshot(asked) {
        const now = weights();
        const found = marks ?? examine(readersOf(params, now), task, films.watched, params.seed);
        const shown = readShownFilm(asked, now);
        return {
          readouts: { ...readoutsOf(runs, step, found), ...shown.readouts },
          series: { ...seriesOf(runs, found), ...curves, ...shown.series },
        };
      },
    });
    try {
      yield frame(0);
      for (step = 1; step <= params.steps; step++) {
        const batch = drawBatch(task, batchSize, random);
        for (const run of runs) run.step(batch, rateAt(step, params.steps));
        if (runs.every((run) => run.diverged)) {
          yield { ...frame((trainingShare * step) / params.steps), diverged: true };
          return;
        }
        yield frame((trainingShare * step) / params.steps);
      }
      step = params.steps;
      const readers = readersOf(params, weights());
      marks = examine(readers, task, films.final, params.seed);
      yield { ...frame(trainingShare), milestone: true };
      for (const [index, lag] of testedLags.entries()) {
        for (const [model, rate] of accuracyOf(readers, { ...task, lag }, films.lag, params.seed)) {
          (curves[`accuracyByLag.${model}`] ??= new Float64Array(testedLags.length).fill(NaN))[index] = rate;
        }
        yield frame(trainingShare + ((1 - trainingShare) * (index + 1)) / testedLags.length);
      }
    } finally {
      for (const run of runs) run.training.dispose();
    }
  },

  ask: readShownFilm,
});

/** One net's training and its history. */
class Run {
  readonly model: ModelName;
  readonly training: FilmNetTraining;
  readonly losses: number[] = [];
  diverged = false;

  constructor(model: ModelName, params: CyclistParams) {
    this.model = model;
    this.training = trainFilmNet(shapeOf(model, params), initialWeights(model, params), learningRate);
  }

  step(batch: FilmBatch, rate: number) {
    if (this.diverged) return;
    const loss = this.training.step(batch, rate);
    // The training keeps its last finite weights; so does this record.
    if (Number.isFinite(loss)) this.losses.push(loss);
    else this.diverged = true;
  }

  weights = () => this.training.weights();
}

function readoutsOf(
  runs: readonly Run[],
  step: number,
  marks: ReadonlyMap<ModelName, Marks>,
): Record<string, number | null> {
  const readouts: Record<string, number | null> = { step };
  for (const { model, losses, diverged } of runs) {
    const found = marks.get(model)!;
    const own = {
      accuracy: found.accuracy,
      captionAccuracy: found.captionAccuracy,
      attentionOnSignal: found.attentionOnSignal,
      attentionOnLast: found.attentionOnLast,
      attentionOnNeglectedSide: found.attentionOnNeglectedSide,
      shuffleChange: found.shuffleChange,
      shuffleFlips: found.shuffleFlips,
      loss: losses.at(-1) ?? null,
      diverged: diverged ? 1 : 0,
    };
    for (const [name, value] of Object.entries(own)) {
      // A net has no readout for what it does not do.
      if (value === null && name !== 'loss') continue;
      readouts[`${name}.${model}`] = value;
      if (runs.length === 1) readouts[name] = value;
    }
  }
  return readouts;
}

function seriesOf(runs: readonly Run[], marks: ReadonlyMap<ModelName, Marks>): Record<string, Float64Array> {
  const series: Record<string, Float64Array> = {};
  for (const { model, losses } of runs) {
    series[`lossByStep.${model}`] = Float64Array.from({ length: Math.floor(losses.length / lossEvery) }, (_, i) => {
      const some = losses.slice(i * lossEvery, (i + 1) * lossEvery);
      return some.reduce((sum, loss) => sum + loss, 0) / lossEvery;
    });
    const byFrame = marks.get(model)?.accuracyByFrame;
    if (byFrame) series[`accuracyByFrame.${model}`] = byFrame;
  }
  return series;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
