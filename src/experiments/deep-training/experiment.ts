import { defineExperiment } from '../../lab/contract/experiment.ts';
import { log10 } from '../../lab/science/log10.ts';
import { put, type Draft, type ReadoutsOf, type ResultOf, type SeriesOf } from '../../lab/contract/results.ts';
import { twoCircles, type PlaneData } from '../../lab/science/data/two-circles.ts';
import { createPlaneClassifier, type PlaneClassifier } from '../../lab/science/nn/plane-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { blockMeans, train } from '../../lab/science/training.ts';
import { params as definition, type DeepTraining, type DeepTrainingParams } from './params.ts';
import { evaluateEvery, gridExtent, gridSide, pointsShown } from './sampling.ts';

const trainCount = 600;
const testCount = 300;
const batchSize = 64;

type NetName = DeepTrainingParams['nets'][number];

export const experiment = defineExperiment(definition, {
  /** One step is one step of the optimiser for every net, on the same batch. */
  run(params, only = params.nets) {
    const data = createRandom(params.seed, 'circles');
    const examples = twoCircles(data, trainCount, params.noise);
    const test = twoCircles(data, testCount, params.noise);
    const order = createRandom(params.seed, 'batches');
    const nets = params.nets.filter((net) => only.includes(net));
    const runs = nets.map((net) => new Run(net, createPlaneClassifier({ ...params, net }, params.seed), params));
    return train({
      steps: params.steps,
      step(step) {
        const batch = drawBatch(examples, order);
        for (const run of runs) run.train(batch);
        if (step % evaluateEvery === 0) for (const run of runs) run.evaluate(test);
      },
      frame: (step) => ({
        progress: step / params.steps,
        snapshot: () => summarise(runs, step, examples, test),
        ...(runs.every((run) => run.diverged) ? { diverged: true as const } : {}),
      }),
      dispose() {
        for (const run of runs) run.classifier.dispose();
      },
    });
  },

  parts: ({ nets }) => nets.map((name) => ({ name, work: 1 })),
});

/** One net's training and its history. */
class Run {
  diverged = false;
  readonly losses: number[] = [];
  readonly accuracies: number[] = [];
  gradients: Float64Array;
  readonly net: NetName;
  readonly classifier: PlaneClassifier;

  constructor(net: NetName, classifier: PlaneClassifier, { depth }: DeepTrainingParams) {
    this.net = net;
    this.classifier = classifier;
    this.gradients = new Float64Array(depth);
  }

  train(batch: PlaneData) {
    if (this.diverged) return;
    const { loss, gradientNormByLayer } = this.classifier.train(batch);
    // The classifier keeps its last finite weights; so does this record.
    if (!Number.isFinite(loss) || !gradientNormByLayer.every(Number.isFinite)) {
      this.diverged = true;
      return;
    }
    this.losses.push(loss);
    this.gradients = gradientNormByLayer;
  }

  evaluate(test: PlaneData) {
    if (!this.diverged) this.accuracies.push(accuracy(this.classifier, test));
  }
}

function summarise(runs: readonly Run[], step: number, examples: PlaneData, test: PlaneData): ResultOf<DeepTraining> {
  const readouts: Draft<ReadoutsOf<DeepTraining>> = {};
  const series: Draft<SeriesOf<DeepTraining>> = {};
  for (const run of runs) {
    const { net } = run;
    put(readouts, `trainAccuracy.${net}`, accuracy(run.classifier, examples));
    put(readouts, `testAccuracy.${net}`, accuracy(run.classifier, test));
    put(readouts, `loss.${net}`, run.losses.at(-1) ?? null);
    put(readouts, `step.${net}`, run.diverged ? run.losses.length : step);
    put(readouts, `diverged.${net}`, run.diverged ? 1 : 0);
    put(series, `lossByStep.${net}`, Float64Array.from(run.losses));
    put(series, `log10LossByTenSteps.${net}`, blockMeans(run.losses, evaluateEvery).map(log10));
    put(series, `testAccuracyByTenSteps.${net}`, Float64Array.from(run.accuracies));
    put(series, `log10GradientByLayer.${net}`, run.gradients.map(log10));
    put(series, `boundary.${net}`, Float64Array.from(run.classifier.predict(grid)));
  }
  return {
    readouts,
    series: {
      ...series,
      points: Float64Array.from(examples.points.subarray(0, 2 * pointsShown)),
      labels: Float64Array.from(examples.labels.subarray(0, pointsShown)),
    },
  };
}

const grid = Float32Array.from({ length: 2 * gridSide * gridSide }, (_, index) => {
  const cell = index >> 1;
  const at = (i: number) => gridExtent * ((2 * i + 1) / gridSide - 1);
  return index % 2 === 0 ? at(cell % gridSide) : -at(Math.floor(cell / gridSide));
});

function accuracy(classifier: PlaneClassifier, { points, labels }: PlaneData): number {
  const right = classifier.predict(points).reduce((sum, p, i) => sum + ((p > 0.5 ? 1 : 0) === labels[i] ? 1 : 0), 0);
  return right / labels.length;
}

function drawBatch({ points, labels }: PlaneData, order: { integer(n: number): number }): PlaneData {
  const batch = { points: new Float32Array(2 * batchSize), labels: new Float32Array(batchSize) };
  for (let i = 0; i < batchSize; i++) {
    const j = order.integer(labels.length);
    batch.points.set(points.subarray(2 * j, 2 * j + 2), 2 * i);
    batch.labels[i] = labels[j]!;
  }
  return batch;
}
