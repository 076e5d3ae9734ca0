import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend, memoryInUse } from '../../worker/backend.ts';
import { gaussian } from './initialise.ts';
import { createRandom } from '../random.ts';
import { createSequenceClassifier } from './sequence-classifier.ts';
import { stateOf, traceCells } from './sequence-trace.ts';
import {
  drawSequenceWeights,
  packWeights,
  sizeOf,
  unpackWeights,
  type SequenceKind,
  type SequenceClassifierShape,
  type SequenceWeights,
} from './sequence-weights.ts';

const kinds: readonly SequenceKind[] = ['lstm', 'lstm-1997', 'rnn', 'attention', 'carousel'];
const netOf = (kind: SequenceKind): SequenceClassifierShape => ({
  kind,
  words: 7,
  inputs: 3,
  units: 5,
  classes: [2, 3],
  forget: { chrono: 12 },
  inputBias: -1,
  loop: 0.9,
});
const batchOf = (length: number, count: number) => {
  const random = createRandom(4, 'batch');
  const draw = (n: number, below: number) => Uint8Array.from({ length: n }, () => random.integer(below));
  return { length, tokens: draw(length * count, 7), labels: [draw(count, 2), draw(count, 3)] };
};

beforeAll(async () => void (await chooseBackend()));

/** Logits of one sequence in float64, by the formulas of sequence-trace.ts. */
function referenceLogits(net: SequenceClassifierShape, weights: SequenceWeights, x: ArrayLike<number>): Float64Array {
  const state = stateOf(net, weights, x);
  const columns = weights['readBias']!.length;
  return Float64Array.from({ length: columns }, (_, c) =>
    state.reduce((sum, value, unit) => sum + value * weights['read']![unit * columns + c]!, weights['readBias']![c]!),
  );
}

describe.each(kinds)('%s', (kind) => {
  const net = netOf(kind);
  const weights = drawSequenceWeights(net, 3);
  const [length, count] = [9, 4];
  const values = gaussian(createRandom(5, 'x'), length * count * net.inputs, 1);
  /** Sequence b as [T, I]. */
  const sequence = (b: number, of: ArrayLike<number> = values) =>
    Float64Array.from(
      { length: length * net.inputs },
      (_, i) => of[(Math.floor(i / net.inputs) * count + b) * net.inputs + (i % net.inputs)]!,
    );

  test('answers what the formulas in float64 answer', () => {
    const classifier = createSequenceClassifier(net, { weights });
    const logits = classifier.logits({ length, count, values });
    for (let b = 0; b < count; b++) {
      referenceLogits(net, weights, sequence(b)).forEach((value, c) => {
        expect(Math.abs(logits[b * 5 + c]! - value)).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
      });
    }
    classifier.dispose();
  });

  test('the gradient in the inputs agrees with central differences of the formulas', () => {
    const classifier = createSequenceClassifier(net, { weights });
    const weighting = gaussian(createRandom(6, 'weighting'), count * 5, 1);
    const gradient = classifier.inputGradient({ length, count, values }, weighting);
    const h = 1e-5;
    for (const i of [0, 7, 31, length * count * net.inputs - 1]) {
      const moved = (by: number) => {
        const x = Float64Array.from(values);
        x[i]! += by;
        const b = Math.floor(i / net.inputs) % count;
        return referenceLogits(net, weights, sequence(b, x)).reduce(
          (sum, value, c) => sum + value * weighting[b * 5 + c]!,
          0,
        );
      };
      const slope = (moved(h) - moved(-h)) / (2 * h);
      expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-4 * Math.max(1, Math.abs(slope)));
    }
    classifier.dispose();
  });

  test('a step goes downhill, the same one every time, and leaves no tensor behind', () => {
    const batch = batchOf(6, 8);
    const losses = [1, 2].map(() => {
      const classifier = createSequenceClassifier(net, { seed: 2 });
      const run = Array.from({ length: 30 }, () => classifier.train(batch, 0.02));
      const kept = classifier.weights();
      expect(packWeights(net, unpackWeights(net, kept))).toEqual(kept);
      const before = memoryInUse();
      for (let i = 0; i < 5; i++) classifier.train(batch, 0.02);
      expect(memoryInUse()).toEqual(before);
      classifier.dispose();
      return run;
    });
    expect(losses[0]).toEqual(losses[1]);
    expect(losses[0]!.at(-1)).toBeLessThan(0.7 * losses[0]![0]!);
    expect(memoryInUse().tensors).toBe(0);
  });

  test('every gradient of the loss agrees with differences of the loss', () => {
    // One step of Adam from rest moves a weight by the learning rate against the sign of its gradient.
    const batch = batchOf(5, 6);
    const packed = packWeights(net, weights);
    const rate = 1e-3;
    const stepped = createSequenceClassifier(net, { weights });
    stepped.train(batch, rate);
    const after = stepped.weights();
    stepped.dispose();
    const loss = (at: number, by: number) => {
      const moved = packed.slice();
      moved[at]! += by;
      const classifier = createSequenceClassifier(net, { weights: unpackWeights(net, moved) });
      const value = classifier.train(batch, 0);
      classifier.dispose();
      return value;
    };
    let compared = 0;
    for (let at = 0; at < packed.length; at += 3) {
      const slope = (loss(at, 5e-3) - loss(at, -5e-3)) / 1e-2;
      if (Math.abs(slope) < 2e-3) continue;
      compared++;
      expect(Math.sign(after[at]! - packed[at]!), `weight ${at} of ${sizeOf(net)}`).toBe(-Math.sign(slope));
    }
    expect(compared).toBeGreaterThan(10);
  });
});

test('gates lie between 0 and 1, a carousel keeps what it was given', () => {
  const x = gaussian(createRandom(1, 'x'), 3 * 8, 1);
  const { forget, input, memory } = traceCells(netOf('lstm'), drawSequenceWeights(netOf('lstm'), 1), x);
  for (const gate of [forget!, input!]) expect(gate.every((value) => value > 0 && value < 1)).toBe(true);
  expect(memory).toHaveLength(8 * 5);
  const { attention } = traceCells(netOf('attention'), drawSequenceWeights(netOf('attention'), 1), x);
  expect(attention!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
});

test('a token that is no word is refused', () => {
  const classifier = createSequenceClassifier(netOf('rnn'), { seed: 1 });
  expect(() => classifier.train({ ...batchOf(3, 1), tokens: Uint8Array.of(1, 2, 9) }, 0.01)).toThrow('Token 9');
  classifier.dispose();
  expect(tf.memory().numTensors).toBe(0);
});
