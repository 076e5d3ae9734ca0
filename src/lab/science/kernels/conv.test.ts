import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convLayer, maxPool2 } from './conv.ts';
import {
  convolutionShape,
  float64Convolution,
  float64ConvolutionGradients,
  float64MaxPool,
  type ConvolutionSides,
} from './float64-convolution.ts';
import { differences } from './float64-reference.ts';
import {
  describeLevels,
  draw,
  expectAgreement,
  expectClose,
  expectNothingLeft,
} from '../../../../tests/kernels/three-levels.ts';

const few = (max: number) => fc.integer({ min: 1, max });

/** At most: the longest side of an image, channels, filters. */
function layers(longest: number, channels: number, filters: number) {
  return fc
    .record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      relu: fc.boolean(),
      B: few(3),
      H: few(longest),
      W: few(longest),
      C: few(channels),
      KH: few(5),
      KW: few(5),
      F: few(filters),
      stride: fc.integer({ min: 1, max: 3 }),
      pad: fc.integer({ min: 0, max: 3 }),
    })
    .filter((sides) => convolutionShape(sides).every((side) => side > 0));
}

const inputShapes = ({ B, H, W, C, KH, KW, F }: ConvolutionSides) => [[B, H, W, C], [KH, KW, C, F], [F]];

/** Numbers for a layer; undefined where an output lies so near the kink of ReLU that rounding decides about it. */
function drawLayer(sides: ConvolutionSides & { readonly seed: number; readonly relu: boolean }, gap: number) {
  const { seed, relu, KH, KW, C } = sides;
  const values = draw(seed, inputShapes(sides), (index) => (index === 1 ? 1 / Math.sqrt(KH * KW * C) : 1));
  const z = float64Convolution(sides, values);
  if (relu && z.some((v) => Math.abs(v) < gap)) return undefined;
  const [upstream] = draw(seed + 1, [[z.length]], () => 1);
  const output = relu ? z.map((v) => Math.max(0, v)) : z;
  const dz = upstream!.map((v, i) => (relu && z[i]! <= 0 ? 0 : v));
  const gradients = float64ConvolutionGradients(sides, values, dz);
  return { values, upstream: upstream!, output, gradients };
}

function drawPool(seed: number, shape: [number, number, number, number]) {
  const [x] = draw(seed, [shape], () => 1);
  const { y, from } = float64MaxPool(x!, shape);
  const [upstream] = draw(seed + 1, [[y.length]], () => 1);
  const gradient = new Float64Array(x!.length);
  from.forEach((k, i) => (gradient[k]! += upstream![i]!));
  return { x: x!, y, upstream: upstream!, gradient };
}

describe('the float64 gradients are the differences of the float64 outputs', () => {
  test('convolution', () => {
    fc.assert(
      fc.property(layers(5, 2, 3), (sides) => {
        const drawn = drawLayer(sides, 5e-3);
        fc.pre(drawn !== undefined);
        const { values, upstream, gradients } = drawn;
        const f = (inputs: readonly Float64Array[]) =>
          float64Convolution(sides, inputs).map((v) => (sides.relu ? Math.max(0, v) : v));
        const expected = differences(f, values, upstream);
        gradients.forEach((gradient, index) => expectClose(gradient, expected[index]!, `gradient ${index}`));
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('pooling', () => {
    const shape = [2, 5, 4, 3] as [number, number, number, number];
    const { x, upstream, gradient } = drawPool(5, shape);
    const [expected] = differences(([v]) => float64MaxPool(v!, shape).y, [x], upstream);
    expectClose(gradient, expected!, 'gradient');
  });
});

describeLevels(({ kernels }) => {
  test('convolutions agree with float64, forward and backward, over 200 random shapes', () => {
    fc.assert(
      fc.property(layers(13, 7, 17), (sides) => {
        const drawn = drawLayer(sides, 1e-5);
        fc.pre(drawn !== undefined);
        const { stride, pad, relu } = sides;
        expectAgreement(
          ([x, filter, bias]) =>
            convLayer(x as tf.Tensor4D, {
              filter: filter as tf.Tensor4D,
              bias: bias as tf.Tensor1D,
              stride,
              pad,
              relu,
            }),
          inputShapes(sides),
          drawn.values,
          drawn.upstream,
          drawn,
          JSON.stringify(sides),
        );
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test.each([
    // Images in groups, the last of which is smaller, forward and backward; one as a 1 x 1 filter on every pixel.
    { B: 5, H: 20, W: 19, C: 8, KH: 3, KW: 3, F: 9, stride: 2, pad: 1 },
    { B: 5, H: 32, W: 31, C: 5, KH: 5, KW: 3, F: 8, stride: 2, pad: 2 },
    { B: 2, H: 37, W: 23, C: 17, KH: 1, KW: 1, F: 11, stride: 1, pad: 0 },
    // One image is more than a group.
    { B: 1, H: 12, W: 12, C: 48, KH: 11, KW: 11, F: 2, stride: 1, pad: 0 },
  ])('large: %j', (sides) => {
    const drawn = drawLayer({ ...sides, seed: 11, relu: false }, 0)!;
    const { stride, pad } = sides;
    const op = ([x, filter, bias]: tf.Tensor[]) =>
      convLayer(x as tf.Tensor4D, {
        filter: filter as tf.Tensor4D,
        bias: bias as tf.Tensor1D,
        stride,
        pad,
        relu: false,
      });
    expectAgreement(op, inputShapes(sides), drawn.values, drawn.upstream, drawn, 'large');
  });

  test('pooling agrees with float64, forward and backward, over 200 random shapes', () => {
    const side = fc.integer({ min: 2, max: 13 });
    fc.assert(
      fc.property(few(1e6), few(4), side, side, few(17), (seed, B, H, W, C) => {
        const shape = [B, H, W, C] as [number, number, number, number];
        const { x, y, upstream, gradient } = drawPool(seed, shape);
        const expected = { output: y, gradients: [gradient] };
        expectAgreement(([t]) => maxPool2(t as tf.Tensor4D), [shape], [x], upstream, expected, `${shape}`);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  test('of equal entries the first gets the error: behind ReLU, whole blocks are zero', () => {
    tf.tidy(() => {
      const x = tf.tensor4d([0, 0, 1, 2, 0, 0, 2, 2], [1, 2, 4, 1]);
      const gradient = tf.grad((t) => maxPool2(t as tf.Tensor4D))(x, tf.tensor4d([3, 5], [1, 1, 2, 1]));
      expect([...gradient.dataSync()]).toEqual([3, 0, 0, 5, 0, 0, 0, 0]);
    });
  });

  test.each([NaN, Infinity, -Infinity])('%s in comes out as what it is', (bad) => {
    tf.tidy(() => {
      // Nine channels: a whole vector and a rest. 1 x 1 filters: elsewhere Inf * 0 would be NaN in any implementation.
      const shape: [number, number, number, number] = [1, 2, 2, 9];
      const values = new Float32Array(36).fill(1);
      values[20] = bad;
      const x = tf.tensor4d(values, shape);
      const layer = { bias: tf.zeros<tf.Rank.R1>([5]), stride: 1, pad: 0 };
      const filter = tf.ones<tf.Rank.R4>([1, 1, 9, 5]);
      for (const relu of [true, false]) {
        const y = convLayer(x, { ...layer, filter, relu }).dataSync();
        const limit = relu && bad < 0 ? 0 : bad;
        expect([...y]).toEqual([9, 9, limit, 9].flatMap((v) => Array<number>(5).fill(v)));
        // A NaN does not stop at ReLU on the way back either.
        const op = (t: tf.Tensor4D, w: tf.Tensor4D) => convLayer(t, { ...layer, filter: w, relu });
        const [dx, dFilter] = tf.grads((t, w) => op(t as tf.Tensor4D, w as tf.Tensor4D))([x, filter]);
        if (Number.isNaN(bad)) expect(dFilter!.dataSync()[2 * 5]).toBeNaN();
        expect(dx!.dataSync()[0]).toBe(5);
        const [fromBadFilter] = tf.grads((t) => op(t as tf.Tensor4D, tf.mul(filter, bad)))([tf.neg(x)]);
        if (Number.isNaN(bad)) expect(fromBadFilter!.dataSync()[0]).toBeNaN();
      }
      const pooled = maxPool2(x).dataSync();
      expect([...pooled]).toEqual(Array.from({ length: 9 }, (_, c) => (c === 2 && !(bad < 0) ? bad : 1)));
      const all = maxPool2(tf.fill(shape, bad) as tf.Tensor4D);
      expect([...all.dataSync()]).toEqual(Array<number>(9).fill(bad));
    });
  });

  test('the gradient of data is not computed', () => {
    tf.tidy(() => {
      const x = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
      const filter = tf.ones<tf.Rank.R4>([3, 3, 1, 2]);
      const layer = { bias: tf.zeros<tf.Rank.R1>([2]), stride: 1, pad: 1, relu: false, inputGradient: false };
      const [found] = tf.grads((w) => convLayer(x, { ...layer, filter: w as tf.Tensor4D }))([filter]);
      const [expected] = tf.grads((w) => convLayer(x, { ...layer, filter: w as tf.Tensor4D, inputGradient: true }))([
        filter,
      ]);
      expect([...found!.dataSync()]).toEqual([...expected!.dataSync()]);
      if (kernels)
        expect(() => tf.grads((t) => convLayer(t as tf.Tensor4D, { ...layer, filter }))([x])).toThrow(/inputGradient/);
    });
  });

  test('shapes that do not fit are refused', () => {
    tf.tidy(() => {
      const x = tf.ones<tf.Rank.R4>([1, 3, 3, 2]);
      const layer = { bias: tf.zeros<tf.Rank.R1>([2]), stride: 1, pad: 0, relu: false };
      expect(() => convLayer(x, { ...layer, filter: tf.ones([3, 3, 1, 2]) })).toThrow(/2 channels for a filter of 1/);
      expect(() => convLayer(x, { ...layer, filter: tf.ones([3, 3, 2, 3]) })).toThrow(/2 biases for 3 filters/);
      expect(() => convLayer(x, { ...layer, filter: tf.ones([4, 3, 2, 2]) })).toThrow(/does not fit/);
      expect(() => convLayer(tf.cast(x, 'int32'), { ...layer, filter: tf.ones([3, 3, 2, 2]) })).toThrow(/int32/);
      expect(() => maxPool2(tf.ones([1, 1, 3, 1]))).toThrow(/no 2 x 2 block/);
    });
  });

  test('no tensor and no byte is left, after N calls and after 2 N', () => {
    const x = tf.ones<tf.Rank.R4>([2, 5, 6, 3]);
    const filter = tf.ones<tf.Rank.R4>([3, 3, 3, 4]);
    const bias = tf.ones<tf.Rank.R1>([4]);
    const layer = { stride: 1, pad: 1, relu: true };
    const op = (t: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
      maxPool2(convLayer(t as tf.Tensor4D, { ...layer, filter: w as tf.Tensor4D, bias: b as tf.Tensor1D }));
    expectNothingLeft(() => tf.dispose([tf.tidy(() => op(x, filter, bias)), ...tf.grads(op)([x, filter, bias])]), 30);
    tf.dispose([x, filter, bias]);
  });
});
