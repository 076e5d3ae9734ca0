import { defineExperiment, type Frame } from '../../lab/contract/experiment.ts';
import { put, type Draft, type PartOf, type ReadoutsOf, type SeriesOf } from '../../lab/contract/results.ts';
import { trainFilmNet, type FilmBatch, type FilmNetTraining } from '../../lab/science/nn/film-net-training.ts';
import { createRandom } from '../../lab/science/random.ts';
import { blockMeans, joinedWeights } from '../../lab/science/training.ts';
import { atOnce, inTurns } from '../../lab/science/turns.ts';
import { examining, ratingAccuracy, type Marks } from './examination.ts';
import { initialWeights, readersOf, shapeOf, taskOf } from './nets.ts';
import { params as definition, type Cyclist, type CyclistParams, type ModelName } from './params.ts';
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

export const experiment = defineExperiment(definition, {
  /** One step is one step of Adam for every net, on the same films. Then the examinations. */
  *run(params, only = params.model) {
    const task = taskOf(params);
    const models = params.model.filter((model) => only.includes(model));
    const random = createRandom(params.seed, 'films');
    const runs = models.map((model) => new Run(model, params));
    const weights = () => joinedWeights(runs.map((run) => run.weights()));
    const curves = new Map<ModelName, Float64Array>();
    let marks: ReadonlyMap<ModelName, Marks> | null = null;
    let step = 0;
    let watched: { readonly step: number; readonly marks: ReadonlyMap<ModelName, Marks> } | null = null;
    const watchedMarks = (now: Float32Array) => {
      if (watched?.step !== step)
        watched = { step, marks: atOnce(examining(readersOf(params, now, models), task, films.watched, params.seed)) };
      return watched.marks;
    };
    const frame = (progress: number): Frame<Cyclist> => ({
      progress,
      ...(runs.every((run) => run.diverged) ? { diverged: true as const } : {}),
      weights,
      snapshot(asked) {
        const now = weights();
        const found = marks ?? watchedMarks(now);
        const shown = readShownFilm(asked, now, models);
        return {
          readouts: { ...readoutsOf(params, runs, step, found, curves), ...shown.readouts },
          series: { ...seriesOf(runs, found, curves), ...shown.series },
        };
      },
    });
    try {
      yield frame(0);
      while (step < params.steps) {
        step++;
        const batch = drawBatch(task, batchSize, random);
        for (const run of runs) run.step(batch, rateAt(step, params.steps));
        yield frame((trainingShare * step) / params.steps);
      }
      const readers = readersOf(params, weights(), models);
      marks = yield* inTurns(examining(readers, task, films.final, params.seed), () => frame(trainingShare));
      const examineAt = function* (index: number, progress: number) {
        const rating = ratingAccuracy(readers, { ...task, lag: testedLags[index]! }, films.lag, params.seed);
        for (const [model, rate] of yield* inTurns(rating, () => frame(progress))) {
          const curve = curves.get(model) ?? new Float64Array(testedLags.length).fill(NaN);
          curve[index] = rate;
          curves.set(model, curve);
        }
      };
      // The far end first: it is a number of its own, which is there with the other marks.
      yield* examineAt(testedLags.length - 1, trainingShare);
      yield { ...frame(trainingShare), milestone: true };
      for (let index = 0; index < testedLags.length - 1; index++) {
        const share = (seen: number) => trainingShare + ((1 - trainingShare) * seen) / testedLags.length;
        yield* examineAt(index, share(index + 1));
        yield frame(share(index + 2));
      }
    } finally {
      for (const run of runs) run.training.dispose();
    }
  },

  ask: readShownFilm,

  parts: ({ model }) => model.map((name) => ({ name, work: 1 })),
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
  { model: chosen }: CyclistParams,
  runs: readonly Run[],
  step: number,
  marks: ReadonlyMap<ModelName, Marks>,
  curves: ReadonlyMap<ModelName, Float64Array>,
) {
  const readouts: Draft<ReadoutsOf<Cyclist>> = {};
  for (const { model, losses, diverged } of runs) {
    const found = marks.get(model)!;
    const farthest = curves.get(model)?.at(-1);
    // With one net alone its marks are there without its name too.
    for (const of of chosen.length === 1 ? (['', `.${model}`] as const) : ([`.${model}`] as const)) {
      put(readouts, `accuracy${of}`, found.accuracy);
      if (farthest !== undefined) put(readouts, `accuracyFarthest${of}`, farthest);
      // A net has no readout for what it does not do.
      if (found.captionAccuracy !== null) put(readouts, `captionAccuracy${of}`, found.captionAccuracy);
      if (found.attentionOnSignal !== null) put(readouts, `attentionOnSignal${of}`, found.attentionOnSignal);
      if (found.attentionOnLast !== null) put(readouts, `attentionOnLast${of}`, found.attentionOnLast);
      if (found.attentionOnNeglectedSide !== null)
        put(readouts, `attentionOnNeglectedSide${of}`, found.attentionOnNeglectedSide);
      put(readouts, `shuffleChange${of}`, found.shuffleChange);
      put(readouts, `shuffleFlips${of}`, found.shuffleFlips);
      put(readouts, `loss${of}`, losses.at(-1) ?? null);
      put(readouts, `diverged${of}`, diverged ? 1 : 0);
    }
  }
  // A net that has diverged stands still, whatever is counted on for others.
  const stood = runs.every((run) => run.diverged) ? Math.max(...runs.map(({ losses }) => losses.length + 1)) : step;
  return { step: stood, ...readouts };
}

function seriesOf(
  runs: readonly Run[],
  marks: ReadonlyMap<ModelName, Marks>,
  curves: ReadonlyMap<ModelName, Float64Array>,
): PartOf<Cyclist>['series'] {
  const series: Draft<SeriesOf<Cyclist>> = {};
  for (const { model, losses } of runs) {
    put(series, `lossByStep.${model}`, blockMeans(losses, lossEvery));
    const byFrame = marks.get(model)?.accuracyByFrame;
    if (byFrame) put(series, `accuracyByFrame.${model}`, byFrame);
    const byLag = curves.get(model);
    if (byLag) put(series, `accuracyByLag.${model}`, byLag.slice());
  }
  return series;
}
