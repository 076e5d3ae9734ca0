import { expect, test } from 'vitest';
import { twoCircles } from '../data/two-circles.ts';
import { unregisterLabKernels } from '../kernels/registration.ts';
import { machineNow, startBackend } from '../../worker/backend.ts';
import { createDepthNet, type DepthNetKind } from './depth-net.ts';
import { propagateErrors } from './error-propagation.ts';
import type { LayerKind } from './layers.ts';
import { createPlaneClassifier } from './plane-classifier.ts';
import { createRandom } from '../random.ts';

/** The same numbers to 1e-5 wherever a reader's browser has to compute: kernels on wasm, kernels beside cpu, stock ops. */
async function onEveryLevel(measure: () => number[]): Promise<void> {
  const found = new Map<string, number[]>();
  for (const [backend, kernels] of [
    ['wasm', true],
    ['cpu', true],
    ['cpu', false],
  ] as const) {
    expect(await startBackend(backend)).toBe(true);
    if (!kernels) unregisterLabKernels();
    found.set(machineNow().backend, measure());
  }
  expect([...found.keys()]).toEqual(['wasm + SIMD', 'cpu + SIMD', 'cpu']);
  const [reference, ...others] = [...found.values()] as [number[], ...number[][]];
  for (const other of others) {
    expect(other.length).toBe(reference.length);
    other.forEach((value, i) =>
      expect(Math.abs(value - reference[i]!)).toBeLessThanOrEqual(1e-5 * Math.abs(reference[i]!)),
    );
  }
}

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

test.each(kinds)('%s: errors and Jacobian norms of all layers', (net) =>
  onEveryLevel(() => {
    const settings = {
      net,
      depth: 20,
      width: 16,
      init: 'proper',
      gain: 1,
      k: 0.9,
      highwayBias: -2,
      branch: 0.3,
      forgetBias: 1,
    } as const;
    const { layers } = propagateErrors([createDepthNet(settings, 3)], true);
    return [...layers()].flatMap(({ log10Error, jacobianNorm = 0 }) => [10 ** log10Error[0]!, jacobianNorm]);
  }),
);

test.each<LayerKind>(['sigmoid', 'tanh', 'residual', 'highway'])('%s: the first steps of a training', (net) =>
  onEveryLevel(() => {
    const optimizer = net === 'tanh' ? 'sgd' : 'adam';
    const settings = {
      net,
      depth: 6,
      width: 12,
      gain: 1,
      highwayBias: -2,
      branch: 0.3,
      learningRate: 1e-3,
      optimizer,
    } as const;
    const classifier = createPlaneClassifier(settings, 5);
    const random = createRandom(5, 'data');
    const losses = Array.from({ length: 5 }, () => classifier.train(twoCircles(random, 32, 0.1)).loss);
    classifier.dispose();
    return losses;
  }),
);
