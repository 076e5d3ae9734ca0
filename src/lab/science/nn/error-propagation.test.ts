import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend, memoryInUse } from '../../worker/backend.ts';
import { createDepthNet, type DepthNetKind, type DepthNetSettings } from './depth-net.ts';
import { propagateErrors } from './error-propagation.ts';
import { float64Layer, float64States } from './float64-layer.ts';
import { checkGradients } from './gradient-check.ts';

const kinds: DepthNetKind[] = [
  'linear',
  'sigmoid',
  'tanh',
  'relu',
  'selu',
  'highway',
  'residual',
  'rnn',
  'lstm',
  'lstm-1997',
];

const usual: Omit<DepthNetSettings, 'net'> = {
  depth: 12,
  width: 9,
  init: 'proper',
  gain: 1,
  k: 0.9,
  highwayBias: -2,
  branch: 0.3,
  forgetBias: 1,
};

beforeAll(async () => void (await chooseBackend()));

/**
 * Errors of every layer in float64, without tfjs: each Jacobian column is a central difference of the
 * independent layer, extrapolated (Richardson) from two steps because one alone would lose digits.
 */
function float64Errors(settings: DepthNetSettings, seed: number): Float64Array[] {
  const net = createDepthNet(settings, seed);
  const states = float64States(net);
  const errors: Float64Array[] = [];
  let error: Float64Array = Float64Array.from(net.topError);
  errors[settings.depth] = error;
  for (let i = settings.depth; i >= 2; i--) {
    const state = states[i - 1]!;
    const derivative = (j: number, eps: number) => {
      const moved = (sign: number) =>
        float64Layer(
          net,
          i,
          state.map((v, m) => (m === j ? v + sign * eps : v)),
        );
      const up = moved(1);
      const down = moved(-1);
      return up.reduce((sum, value, a) => sum + (error[a]! * (value - down[a]!)) / (2 * eps), 0);
    };
    const scale = Math.hypot(...state) || 1;
    const below = Float64Array.from(
      state,
      (_, j) => (4 * derivative(j, 1e-6 * scale) - derivative(j, 2e-6 * scale)) / 3,
    );
    errors[i - 1] = below;
    error = below;
  }
  return errors;
}

describe.each(kinds)('%s', (net) => {
  test('the error of every layer agrees with an independent float64 implementation to 1e-5 of its norm', () => {
    for (const seed of [1, 2, 3]) {
      const settings = { ...usual, net };
      const expected = float64Errors(settings, seed);
      for (const { layer, log10Error, direction } of propagateErrors(
        [createDepthNet(settings, seed)],
        false,
      ).layers()) {
        const reference = expected[layer]!;
        const norm = Math.hypot(...reference);
        const distance = Math.hypot(...reference.map((v, j) => v - 10 ** log10Error[0]! * direction[j]!));
        expect(distance / norm, `seed ${seed}, layer ${layer}`).toBeLessThan(1e-5);
      }
    }
  });

  test('finite differences confirm every Jacobian', () => {
    for (const seed of [4, 5]) {
      const rows = checkGradients(createDepthNet({ ...usual, net, depth: 30 }, seed));
      expect(rows).toHaveLength(29);
      expect(Math.max(...rows.map((row) => row.relativeError))).toBeLessThan(1e-4);
    }
  });

  test('several networks in one tensor give the same errors as one after another', () => {
    const nets = [6, 7, 8].map((seed) => createDepthNet({ ...usual, net }, seed));
    const together = [...propagateErrors(nets, false).layers()].at(-1)!.log10Error;
    const apart = nets.map((one) => [...propagateErrors([one], true).layers()].at(-1)!.log10Error[0]!);
    apart.forEach((value, b) => expect(together[b]).toBeCloseTo(value, 5));
  });
});

test('measured <= product of norms <= power of the largest, at every layer, for 200 random settings', () => {
  const settings = fc.record({
    net: fc.constantFrom(...kinds),
    depth: fc.integer({ min: 2, max: 24 }),
    width: fc.integer({ min: 4, max: 12 }),
    init: fc.constantFrom('proper' as const, 'orthogonal' as const),
    gain: fc.double({ min: 0.3, max: 4, noNaN: true }),
    k: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
    highwayBias: fc.integer({ min: -5, max: 0 }),
    branch: fc.double({ min: 0.01, max: 1, noNaN: true }),
    forgetBias: fc.integer({ min: -1, max: 6 }),
  });
  fc.assert(
    fc.property(settings, fc.integer({ min: 1, max: 9999 }), (given, seed) => {
      let product = 0;
      const norms: number[] = [];
      const found: { error: number; product: number }[] = [];
      for (const { log10Error, jacobianNorm } of propagateErrors([createDepthNet(given, seed)], true).layers()) {
        if (jacobianNorm !== undefined) {
          norms.push(jacobianNorm);
          product += Math.log10(jacobianNorm);
        }
        found.push({ error: log10Error[0]!, product });
      }
      const k = Math.log10(Math.max(...norms));
      // float32 gradients against float64 norms of the same float32 numbers: 1e-5 a layer is their rounding.
      found.forEach((at, m) => {
        const slack = 1e-5 * (m + 1);
        expect(at.error).toBeLessThanOrEqual(at.product + slack);
        if (m > 0) expect(at.product).toBeLessThanOrEqual(m * k + slack);
      });
    }),
    { numRuns: 200, seed: 20161011 },
  );
});

test('a linear net of scaled orthogonal weights obeys the power of k exactly', () => {
  const net = createDepthNet({ ...usual, net: 'linear', init: 'orthogonal', k: 0.9, depth: 50, width: 32 }, 1);
  const last = [...propagateErrors([net], true).layers()].at(-1)!;
  expect(last.log10Error[0]).toBeCloseTo(49 * Math.log10(0.9), 4);
});

test('1e-60 is a number, not zero', () => {
  const net = createDepthNet({ ...usual, net: 'sigmoid', depth: 100, width: 16 }, 1);
  const last = [...propagateErrors([net], false).layers()].at(-1)!;
  expect(last.log10Error[0]).toBeLessThan(-55);
  expect(last.log10Error[0]).toBeGreaterThan(-75);
});

test('a dead ReLU net has an error of exactly zero, told apart from a small one', () => {
  const found = Array.from({ length: 40 }, (_, seed) =>
    createDepthNet({ ...usual, net: 'relu', depth: 100, width: 4 }, seed + 1),
  ).map((net) => [...propagateErrors([net], true).layers()].at(-1)!.log10Error[0]!);
  expect(found.filter((value) => value === -Infinity).length).toBeGreaterThan(5);
  expect(found.some(Number.isNaN)).toBe(false);
});

test('an overflow names its layer and yields no error', () => {
  const propagation = propagateErrors(
    [createDepthNet({ ...usual, net: 'relu', gain: 4, depth: 100, width: 32 }, 1)],
    true,
  );
  expect(propagation.overflowAtLayer).toBeGreaterThan(40);
  expect(propagation.overflowAtLayer).toBeLessThan(100);
  expect([...propagation.layers()]).toEqual([]);
});

test('no tensor is left after 1,000 runs: finished, stopped half-way, overflowed, never started', () => {
  const settings = { ...usual, depth: 6, width: 4 };
  const before = memoryInUse();
  for (let seed = 1; seed <= 1000; seed++) {
    const net = kinds[seed % kinds.length]!;
    const propagation = propagateErrors([createDepthNet({ ...settings, net }, seed)], true);
    if (seed % 3 === 0) propagation.dispose();
    else {
      for (const { layer } of propagation.layers()) if (seed % 3 === 1 && layer === 4) break;
    }
  }
  expect(memoryInUse()).toEqual(before);
});
