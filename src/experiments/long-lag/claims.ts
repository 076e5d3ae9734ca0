import type { Claim } from '../../lab/contract/claim.ts';
import type { LongLag } from './params.ts';

/** One trial a seed: the number of values that are not null is how many seeds learned the task. */
const trial = { trials: 1 } as const;
const lstm = { ...trial, nets: ['lstm-1997'] } as const;
const rnn = { ...trial, nets: ['rnn'] } as const;
/** Sizes for the two tasks whose sequences differ from each other. */
const larger = { p: 30, inputBias: -1, units: 12, learningRate: 0.01, sequences: 16000 } as const;

/** How often each net learns a task, 20 seeds, data drawn for each: bars on `solved` (0 or 1), and the sequences needed. */
export const claims: readonly Claim<LongLag>[] = [
  {
    id: 'lstm-100-solved',
    headline: true,
    set: lstm,
    readout: 'solved.lstm-1997',
    worse: 'lower',
    bar: { medianAtLeast: 1 },
  },
  { id: 'lstm-100', set: lstm, readout: 'sequences.lstm-1997', worse: 'higher', bar: { worstAtMost: 500 } },
  { id: 'rnn-100-solved', headline: true, set: rnn, readout: 'solved.rnn', worse: 'higher', bar: { worstAtMost: 0 } },
  {
    id: 'rnn-100-longer',
    set: { ...rnn, sequences: 2000 },
    readout: 'sequences.rnn',
    worse: 'higher',
    bar: {},
  },
  // Not for want of another step: a third and a tenth of it do no better.
  ...[0.01, 0.003].map((learningRate): Claim<LongLag> => ({
    id: `rnn-100-longer-rate-${learningRate}`,
    set: { ...rnn, sequences: 2000, learningRate },
    readout: 'sequences.rnn',
    worse: 'higher',
    bar: {},
  })),
  { id: 'rnn-10', set: { ...rnn, p: 10 }, readout: 'sequences.rnn', worse: 'higher', bar: { medianAtMost: 300 } },
  {
    id: 'lstm-100-bias-0',
    set: { ...lstm, inputBias: 0 },
    readout: 'sequences.lstm-1997',
    worse: 'higher',
    bar: {},
  },
  {
    id: 'lstm-200-solved',
    set: { ...lstm, p: 200 },
    readout: 'solved.lstm-1997',
    worse: 'lower',
    bar: { medianAtLeast: 1 },
  },
  {
    id: 'lstm-order',
    set: { ...lstm, ...larger, task: 'temporal-order' },
    readout: 'sequences.lstm-1997',
    worse: 'higher',
    bar: { medianAtMost: 12000 },
  },
  {
    id: 'rnn-order',
    set: { ...rnn, ...larger, task: 'temporal-order' },
    readout: 'sequences.rnn',
    worse: 'higher',
    bar: {},
  },
  {
    id: 'lstm-adding',
    set: { ...lstm, ...larger, task: 'adding' },
    readout: 'sequences.lstm-1997',
    worse: 'higher',
    bar: { medianAtMost: 12000 },
  },
  {
    id: 'rnn-adding',
    set: { ...rnn, ...larger, task: 'adding' },
    readout: 'sequences.rnn',
    worse: 'higher',
    bar: {},
  },
];
