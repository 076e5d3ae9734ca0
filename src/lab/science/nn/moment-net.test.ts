import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend, memoryInUse } from '../../worker/backend.ts';
import { createRandom } from '../random.ts';
import { activationFunctions, type MomentActivation } from './moment-activations.ts';
import { gradientByLayer } from './moment-gradient.ts';
import { dropoutForm, momentPath } from './moment-map.ts';
import { answerCosine, layerMoments, runMomentNet, type MomentNet, type MomentNetSettings } from './moment-net.ts';

beforeAll(async () => void (await chooseBackend()));

const usual: MomentNetSettings = {
  activation: 'selu',
  depth: 4,
  width: 7,
  weights: 'gaussian',
  omega: 0.3,
  tau: 1.2,
  rows: 3,
  mean: 0.5,
  variance: 2,
  kickLayer: 2,
  kick: 1.7,
  dropout: 0,
  dropoutKind: 'plain',
};

const names = Object.keys(activationFunctions) as MomentActivation[];

/** Layers from + 1 ... depth in plain float64; what was dropped is dropped again. */
function float64Above({ settings, weights, dropped }: MomentNet, from: number, entering: Float64Array): Float64Array {
  const { width: n, rows, depth, kickLayer, kick } = settings;
  const { value } = activationFunctions[settings.activation];
  const drop = dropoutForm(settings);
  let h = entering;
  for (let layer = from + 1; layer <= depth; layer++) {
    const below = h;
    h = below.map((_, at) => {
      const [row, unit] = [Math.floor(at / n), at % n];
      let z = 0;
      for (let i = 0; i < n; i++) z += below[row * n + i]! * weights[((layer - 1) * n + i) * n + unit]!;
      const keeps = !dropped || dropped[(layer - 1) * rows * n + at]! > 0;
      const out = dropped ? drop.scale * (keeps ? value(z) : drop.value) + drop.shift : value(z);
      return layer === kickLayer ? kick * out : out;
    });
  }
  return h;
}

const forms = [
  ...names.map((activation) => ({ ...usual, activation })),
  { ...usual, dropout: 0.3 },
  { ...usual, dropout: 0.3, dropoutKind: 'alpha' as const, weights: 'exact' as const },
];

describe.each(forms.map((settings) => [`${settings.activation}, dropout ${settings.dropout}`, settings] as const))(
  '%s',
  (_, settings) => {
    test('the live net is what float64 computes, whatever the way through the kernels', () => {
      const net = runMomentNet(settings, 3);
      const size = settings.rows * settings.width;
      const expected = float64Above(net, 0, Float64Array.from(net.states.subarray(0, size)));
      net.states.subarray(settings.depth * size).forEach((v, i) => expect(v).toBeCloseTo(expected[i]!, 4));
    });

    test("every layer's gradient agrees with finite differences", () => {
      const net = runMomentNet(settings, 4);
      const found = gradientByLayer(net, 4);
      const size = settings.rows * settings.width;
      const random = createRandom(4, 'moment error');
      const error = Float64Array.from({ length: size }, () => random.normal());
      for (let layer = 0; layer < settings.depth; layer++) {
        const state = Float64Array.from(net.states.subarray(layer * size, (layer + 1) * size));
        const said = (at: number, step: number) =>
          float64Above(
            net,
            layer,
            state.map((v, i) => (i === at ? v + step : v)),
          ).reduce((sum, v, i) => sum + v * error[i]!, 0);
        const gradient = Array.from(state, (_, at) => (said(at, 1e-6) - said(at, -1e-6)) / 2e-6);
        const expected = Math.log10(Math.hypot(...gradient) / Math.hypot(...error));
        expect(Math.abs(found[layer]! - expected), `layer ${layer}`).toBeLessThan(1e-5);
      }
    });
  },
);

test.each(['gaussian', 'exact'] as const)('%s weights: a wide net follows the map of its weights', (weights) => {
  const start = { mean: 1, variance: 0.25 };
  const settings = { ...usual, ...start, weights, omega: 0, tau: 1, width: 256, rows: 64, kick: 1, depth: 1 };
  const [, map] = momentPath(settings, start, settings);
  const [, one] = layerMoments(runMomentNet(settings, 1));
  expect(Math.abs(one!.mean - map!.mean)).toBeLessThan(0.1);
  expect(Math.abs(one!.variance / map!.variance - 1)).toBeLessThan(0.2);
});

test('exact weights sum to omega in every unit, and their squares to tau', () => {
  const { weights } = runMomentNet({ ...usual, weights: 'exact' }, 1);
  const n = usual.width;
  for (let unit = 0; unit < n; unit++) {
    const own = Array.from({ length: n }, (_, i) => weights[i * n + unit]!);
    expect(own.reduce((sum, w) => sum + w, 0)).toBeCloseTo(usual.omega, 5);
    expect(own.reduce((sum, w) => sum + w * w, 0)).toBeCloseTo(usual.tau, 5);
  }
});

test('a ReLU net that is kicked answers the same, three times as loud; a SELU net answers something else', () => {
  const settings = { ...usual, width: 32, rows: 16, omega: 0, tau: 2, depth: 12, kick: 3 };
  const both = (activation: MomentActivation) => {
    const kicked = runMomentNet({ ...settings, activation }, 1);
    const calm = runMomentNet({ ...settings, activation, kick: 1 }, 1);
    const [loud, quiet] = [layerMoments(kicked).at(-1)!.variance, layerMoments(calm).at(-1)!.variance];
    return { cosine: answerCosine(kicked, calm), ratio: loud / quiet };
  };
  expect(both('relu').cosine).toBeCloseTo(1, 6);
  expect(both('relu').ratio).toBeCloseTo(9, 3);
  expect(both('tanh').cosine).toBeLessThan(0.999);
  expect(both('selu').cosine).toBeLessThan(0.999);
});

test('a seed gives the same net whatever was drawn before it, and no tensor stays', () => {
  const before = memoryInUse();
  const once = runMomentNet(usual, 9).states;
  runMomentNet({ ...usual, depth: 6 }, 9);
  runMomentNet({ ...usual, activation: 'gelu', dropout: 0.2 }, 8);
  expect([...runMomentNet(usual, 9).states]).toEqual([...once]);
  expect(memoryInUse()).toEqual(before);
});
