import { defineExperiment, type Frame } from '../../lab/contract/experiment.ts';
import { put, type Draft, type ReadoutsOf, type ResultOf, type SeriesOf } from '../../lab/contract/results.ts';
import { createSequenceNet, drawSequenceNet, type SequenceNetShape } from '../../lab/science/nn/sequence-net.ts';
import { createRandom } from '../../lab/science/random.ts';
import { params as definition, type LongLag, type LongLagParams, type NetName } from './params.ts';
import { curvePoints } from './sampling.ts';
import { taskOf } from './tasks.ts';

/** What is known of one net. */
interface TrialRecord {
  readonly net: NetName;
  /** Sequences needed, one a trial; NaN: not solved. */
  readonly needed: number[];
  /** Of the trial under way, by point of the curve. */
  loss: Float64Array;
}

export const experiment = defineExperiment(definition, {
  /** One step is one step of Adam of one net; trial by trial, the nets in turn, each until it has solved the task. */
  *run(params, only = params.nets) {
    const nets = params.nets.filter((net) => only.includes(net));
    const records: TrialRecord[] = nets.map((net) => ({ net, needed: [], loss: emptyCurve() }));
    const steps = Math.max(1, Math.floor(params.sequences / taskOf(params.task, params.p).batch));
    const work = params.trials * nets.length;
    let done = 0;
    const frame = (share: number): Frame<LongLag> => ({
      progress: Math.min(1, (done + share) / work),
      snapshot: () => summarise(records, params),
    });
    for (let trial = 0; trial < params.trials; trial++) {
      for (const record of records) {
        for (const step of trainUntilSolved(record, params, params.seed + trial, steps)) {
          // The last step of all is told when its trial is counted.
          if (step < steps) yield frame(step / (steps + 1));
        }
        done++;
        yield frame(0);
      }
    }
  },

  parts: ({ nets }) => nets.map((name) => ({ name, work: 1 })),
});

/** Yields the number of every step; at the end the record has the sequences that were needed. */
function* trainUntilSolved(
  record: TrialRecord,
  params: LongLagParams,
  seed: number,
  steps: number,
): Generator<number, void> {
  const task = taskOf(params.task, params.p);
  const shape = shapeOf(record.net, params, task);
  const net = createSequenceNet(shape, drawSequenceNet(shape, seed), params.learningRate);
  const random = createRandom(seed, 'sequences');
  const exam = task.exam(createRandom(seed, 'exam'));
  // An exam of hundreds of sequences is not taken after every step.
  const examEvery = exam.count > task.batch ? 10 : 1;
  record.loss = emptyCurve();
  let needed = NaN;
  try {
    for (let step = 1; step <= steps && Number.isNaN(needed); step++) {
      const loss = net.step(task.draw(random, task.batch));
      if (!Number.isFinite(loss)) break;
      record.loss[Math.min(curvePoints - 1, Math.floor((curvePoints * (step - 1)) / steps))] = loss;
      if (step % examEvery === 0 && task.solved(net.answer(exam), exam)) needed = step * task.batch;
      yield step;
    }
  } finally {
    net.dispose();
  }
  record.needed.push(needed);
}

/** The plain net has twice the units: with them it has about as many weights. */
function shapeOf(net: NetName, { units, inputBias }: LongLagParams, task: ReturnType<typeof taskOf>): SequenceNetShape {
  return {
    kind: net,
    inputs: task.inputs,
    outputs: task.outputs,
    units: net === 'rnn' ? 2 * units : units,
    inputBias,
  };
}

function summarise(records: readonly TrialRecord[], { sequences }: LongLagParams): ResultOf<LongLag> {
  const readouts: Draft<ReadoutsOf<LongLag>> = {};
  const series: Draft<SeriesOf<LongLag>> = {};
  for (const { net, needed, loss } of records) {
    const solved = needed.filter(Number.isFinite).sort((a, b) => a - b);
    put(readouts, `trials.${net}`, needed.length);
    put(readouts, `solved.${net}`, solved.length);
    put(readouts, `sequences.${net}`, median(solved));
    put(series, `sequencesByTrial.${net}`, Float64Array.from(needed));
    put(
      series,
      `solvedBySequences.${net}`,
      Float64Array.from(
        { length: curvePoints + 1 },
        (_, i) => solved.filter((count) => count <= (sequences * i) / curvePoints).length,
      ),
    );
    put(series, `lossBySequences.${net}`, loss.slice());
  }
  return { readouts, series };
}

const emptyCurve = () => new Float64Array(curvePoints).fill(NaN);

/** Of numbers in order. */
function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
