import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { blocksOf, recurrentLast, recurrentNet, type RecurrentKind } from './recurrent.ts';
import { describeLevels, draw, expectNothingLeft, tensors } from '../../../../tests/kernels/three-levels.ts';

/** recurrentNet itself is compared with float64 in kernels.test.ts. */
describeLevels(({ kernels }) => {
  const [T, B, I, H] = [4, 3, 2, 5];
  const shapesOf = (kind: RecurrentKind) => [
    [T, B, I],
    [I, blocksOf[kind] * H],
    [H, blocksOf[kind] * H],
  ];
  const zeroBias = (kind: RecurrentKind) => tf.zeros<tf.Rank.R2>([1, blocksOf[kind] * H]);
  const net = (kind: RecurrentKind, how: 'last' | 'slice', inputGradient = true) =>
    function lastOutput(x: tf.Tensor, input: tf.Tensor, recurrent: tf.Tensor): tf.Tensor {
      const weights = { kind, input, recurrent, bias: zeroBias(kind), inputGradient } as Parameters<
        typeof recurrentNet
      >[1];
      if (how === 'last') return recurrentLast(x as tf.Tensor3D, weights);
      return tf.reshape(tf.slice(recurrentNet(x as tf.Tensor3D, weights), [T - 1, 0, 0], [1, B, H]), [B, H]);
    };

  test.each(['lstm', 'lstm-1997', 'rnn'] as const)('%s: the last output is the slice of all, gradients too', (kind) => {
    tf.tidy(() => {
      const shapes = shapesOf(kind);
      const inputs = tensors(
        draw(5, shapes, () => 0.7),
        shapes,
      );
      const run = (how: 'last' | 'slice') => {
        const f = net(kind, how) as (...given: tf.Tensor[]) => tf.Tensor;
        return [f(...inputs), ...tf.grads(f)(inputs)].map((tensor) => [...tensor.dataSync()]);
      };
      expect(run('last')).toEqual(run('slice'));
    });
  });

  test.skipIf(!kernels)('the gradient of data is not computed where it is not wanted', () => {
    tf.tidy(() => {
      const shapes = shapesOf('lstm');
      const [x, input, recurrent] = tensors(
        draw(5, shapes, () => 0.7),
        shapes,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const f = net('lstm', 'last', false);
      const wanted = tf.grads((w, u) => net('lstm', 'last')(x, w, u))([input, recurrent]);
      const found = tf.grads((w, u) => f(x, w, u))([input, recurrent]);
      expect(found.map((g) => [...g.dataSync()])).toEqual(wanted.map((g) => [...g.dataSync()]));
      expect(() => tf.grad((given) => f(given, input, recurrent))(x)).toThrow(/inputGradient: false/);
    });
  });

  test.skipIf(!kernels).each(['lstm', 'lstm-1997', 'rnn'] as const)(
    '%s: what has faded below 2^-110 is zero, so that no gradient is subnormal, and NaN stays',
    (kind) => {
      tf.tidy(() => {
        const long = [200, B, I];
        const [, ...rest] = shapesOf(kind);
        const shapes = [long, ...rest];
        const inputs = tensors(
          draw(5, shapes, () => 0.7),
          shapes,
        ) as [tf.Tensor3D, tf.Tensor2D, tf.Tensor2D];
        const bias = zeroBias(kind);
        const errorsOfInput = (upstream: number) =>
          tf
            .grad((x: tf.Tensor) => {
              const [, input, recurrent] = inputs;
              const last = recurrentLast(x as tf.Tensor3D, { kind, input, recurrent, bias, inputGradient: true });
              return tf.mul(last, upstream);
            })(inputs[0])
            .dataSync();
        // Small enough for the errors to come through every magnitude on the way, whatever the cell keeps.
        for (const upstream of [1, 1e-30, 1e-33]) {
          const sizes = errorsOfInput(upstream).filter((v) => v !== 0);
          expect(sizes.every((v) => Math.abs(v) >= 2 ** -126)).toBe(true);
        }
        expect(errorsOfInput(1e-30).some((v) => v !== 0)).toBe(true);
        expect(errorsOfInput(1e-34).every((v) => v === 0)).toBe(true);
        expect(errorsOfInput(NaN).every(Number.isNaN)).toBe(true);
      });
    },
  );

  test('no tensor and no byte is left', () => {
    const shapes = shapesOf('lstm');
    const inputs = tensors(
      draw(5, shapes, () => 0.7),
      shapes,
    );
    expectNothingLeft(() =>
      tf.tidy(() => void tf.grads(net('lstm', 'last') as (...given: tf.Tensor[]) => tf.Tensor)(inputs)),
    );
    tf.dispose(inputs);
  });
});
