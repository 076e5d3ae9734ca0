import { twoCircles, type PlaneData } from '../../lab/science/data/two-circles.ts';
import { createPlaneClassifier, type PlaneClassifier } from '../../lab/science/nn/plane-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { defineExperiment, type Frame, type Result } from '../../lab/contract/experiment.ts';
import { evaluateEvery, gridExtent, gridSide } from './sampling.ts';
import type { DeepTrainingParams } from './params.ts';

const trainCount = 600;
const testCount = 300;
const batchSize = 64;

/**
 * Readouts, for every chosen net (key: name.net): trainAccuracy, testAccuracy, loss, step, diverged (0 or 1).
 * Series: lossByStep.net, testAccuracyByTenSteps.net, log10GradientByLayer.net (index 0 = layer 1),
 * boundary.net (P(outer circle) on the grid, row by row from the top), and the points drawn: points, labels.
 */
export type DeepTrainingResult = Result;

export const experiment = defineExperiment<DeepTrainingParams, DeepTrainingResult>({
  name: 'deep-training',

  /** One step is one step of Adam for every net, on the same batch. */
  *run(params) {
    const data = createRandom(params.seed, 'circles');
    const train = twoCircles(data, trainCount, params.noise);
    const test = twoCircles(data, testCount, params.noise);
    const order = createRandom(params.seed, 'batches');
    const runs = params.nets.map((net) => new Run(net, createPlaneClassifier({ ...params, net }, params.seed), params));
    const frame = (step: number): Frame<DeepTrainingResult> => ({
      progress: step / params.steps,
      snapshot: () => summarise(runs, step, train, test),
      ...(runs.every((run) => run.diverged) ? { diverged: true as const } : {}),
    });
    try {
      yield frame(0);
      for (let step = 1; step <= params.steps; step++) {
        const batch = drawBatch(train, order);
        for (const run of runs) run.train(batch);
        if (step % evaluateEvery === 0) for (const run of runs) run.evaluate(test);
        yield frame(step);
        if (runs.every((run) => run.diverged)) return;
      }
    } finally {
      for (const run of runs) run.classifier.dispose();
    }
  },
});

/** One net's training and its history. */
class Run {
  diverged = false;
  readonly losses: number[] = [];
  readonly accuracies: number[] = [];
  gradients: Float64Array;
  readonly net: string;
  readonly classifier: PlaneClassifier;

  constructor(net: string, classifier: PlaneClassifier, { depth }: DeepTrainingParams) {
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

function summarise(runs: readonly Run[], step: number, train: PlaneData, test: PlaneData): DeepTrainingResult {
  const readouts: Record<string, number | null> = {};
  const series: Record<string, Float64Array> = {};
  for (const run of runs) {
    const key = (name: string) => `${name}.${run.net}`;
    readouts[key('trainAccuracy')] = accuracy(run.classifier, train);
    readouts[key('testAccuracy')] = accuracy(run.classifier, test);
    readouts[key('loss')] = run.losses.at(-1) ?? null;
    readouts[key('step')] = run.diverged ? run.losses.length : step;
    readouts[key('diverged')] = run.diverged ? 1 : 0;
    series[key('lossByStep')] = Float64Array.from(run.losses);
    series[key('log10LossByTenSteps')] = tenStepMeans(run.losses).map(Math.log10);
    series[key('testAccuracyByTenSteps')] = Float64Array.from(run.accuracies);
    series[key('log10GradientByLayer')] = run.gradients.map(Math.log10);
    series[key('boundary')] = Float64Array.from(run.classifier.predict(grid));
  }
  const shown = 80;
  series['points'] = Float64Array.from(train.points.subarray(0, 2 * shown));
  series['labels'] = Float64Array.from(train.labels.subarray(0, shown));
  return { readouts, series };
}

/** A single batch's loss jumps about; the mean of ten shows where it goes. */
function tenStepMeans(losses: readonly number[]): Float64Array {
  return Float64Array.from({ length: Math.floor(losses.length / evaluateEvery) }, (_, i) => {
    const ten = losses.slice(i * evaluateEvery, (i + 1) * evaluateEvery);
    return ten.reduce((sum, loss) => sum + loss, 0) / ten.length;
  });
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
