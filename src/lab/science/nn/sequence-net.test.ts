import { beforeAll, describe, expect, test } from 'vitest';
import { differences, float64Recurrent, float64SoftmaxCrossEntropy } from '../kernels/float64-reference.ts';
import type { RecurrentKind } from '../kernels/recurrent.ts';
import { chooseBackend, memoryInUse } from '../../worker/backend.ts';
import { gaussian } from './initialise.ts';
import { createRandom } from '../random.ts';
import {
  createSequenceNet,
  drawSequenceNet,
  type SequenceBatch,
  type SequenceNetShape,
  type SequenceNetWeights,
} from './sequence-net.ts';

beforeAll(async () => void (await chooseBackend()));

const kinds: readonly RecurrentKind[] = ['lstm-1997', 'lstm', 'rnn'];
const outputs = [
  ['classes', 3],
  ['a number', 1],
] as const;

function batchFor({ inputs, outputs: classes }: SequenceNetShape): SequenceBatch {
  const random = createRandom(2, 'test batch');
  const [length, count] = [5, 4];
  return {
    length,
    count,
    x: gaussian(random, length * count * inputs, 1),
    targets: Float32Array.from({ length: count }, () => (classes > 1 ? random.integer(classes) : random.normal())),
  };
}

const listOf = (weights: SequenceNetWeights) =>
  [weights.input, weights.recurrent, weights.bias, weights.answer, weights.answerBias].map((one) =>
    Float64Array.from(one),
  );

/** The loss in plain float64, written without tfjs and without the kernels. */
function float64Loss(
  { kind, inputs: I, units: H, outputs: O }: SequenceNetShape,
  { length: T, count: B, x, targets }: SequenceBatch,
  [input, recurrent, bias, answer, answerBias]: readonly Float64Array[],
): number {
  const zeros = new Float64Array(B * H);
  const states = float64Recurrent(kind, { T, B, I, H }, [
    Float64Array.from(x),
    input!,
    recurrent!,
    bias!,
    zeros,
    zeros,
  ]);
  const last = states.subarray((T - 1) * B * H);
  const logits = Float64Array.from({ length: B * O }, (_, k) => {
    const [b, o] = [Math.floor(k / O), k % O];
    let sum = answerBias![o]!;
    for (let j = 0; j < H; j++) sum += last[b * H + j]! * answer![j * O + o]!;
    return sum;
  });
  if (O > 1) return float64SoftmaxCrossEntropy(logits, [...targets]);
  return logits.reduce((sum, value, b) => sum + (value - targets[b]!) ** 2, 0) / B;
}

describe.each(kinds)('%s', (kind) => {
  test.each(outputs)('loss and gradients for %s agree with float64', (_, count) => {
    const shape: SequenceNetShape = { kind, inputs: 4, units: 3, outputs: count, inputBias: -1 };
    const batch = batchFor(shape);
    const weights = drawSequenceNet(shape, 7);
    const net = createSequenceNet(shape, weights, 0.01);
    const { loss, gradient } = net.gradient(batch);
    net.dispose();
    const list = listOf(weights);
    expect(Math.abs(loss - float64Loss(shape, batch, list))).toBeLessThan(1e-5);
    const expected = differences(
      (moved) => Float64Array.of(float64Loss(shape, batch, moved)),
      list,
      Float64Array.of(1),
    );
    gradient.forEach((block, index) =>
      block.forEach((value, i) => expect(Math.abs(value - expected[index]![i]!)).toBeLessThan(2e-5)),
    );
  });

  test('one seed, one training, to the last bit; and no tensor left', () => {
    const shape: SequenceNetShape = { kind, inputs: 4, units: 3, outputs: 3, inputBias: -1 };
    const batch = batchFor(shape);
    const before = memoryInUse();
    const trained = () => {
      const net = createSequenceNet(shape, drawSequenceNet(shape, 7), 0.02);
      const losses = Array.from({ length: 30 }, () => net.step(batch));
      const answers = [...net.answer(batch)];
      net.dispose();
      return { losses, answers };
    };
    const first = trained();
    expect(first).toEqual(trained());
    expect(first.losses.at(-1)!).toBeLessThan(first.losses[0]!);
    expect(memoryInUse()).toEqual(before);
  });
});

test('the gates begin as they are set', () => {
  const shape: SequenceNetShape = { kind: 'lstm', inputs: 2, units: 2, outputs: 2, inputBias: -3 };
  expect([...drawSequenceNet(shape, 1).bias]).toEqual([-3, -3, 0, 0, 0, 0, 3, 3]);
});
