import { gateCount, type CellKind, type LayerKind } from './layers.ts';
import { gaussian } from './initialise.ts';
import { createRandom } from '../random.ts';
import { atOnce, type InTurns } from '../turns.ts';
import { drawingUnitMatrices } from './unit-draws.ts';

export type DepthNetKind = LayerKind | CellKind;

export interface DepthNetSettings {
  readonly net: DepthNetKind;
  /** T, the number of layers or of time steps. */
  readonly depth: number;
  /** n, the number of units of a layer. */
  readonly width: number;
  /** proper: Gaussian with the deviation made for this activation, times gain. orthogonal: W = kQ. */
  readonly init: 'proper' | 'orthogonal';
  readonly gain: number;
  readonly k: number;
  readonly highwayBias: number;
  readonly branch: number;
  readonly forgetBias: number;
}

/** One deep network's weights as plain numbers, so that any implementation can compute with the very same. */
export interface DepthNet {
  readonly settings: DepthNetSettings;
  /** n, or 2 n for cells with a memory: the width of what is handed from layer to layer. */
  readonly stateWidth: number;
  /** What enters layer 1: [n] for stacks, [T * n] (one input a time step) for cells. N(0, 1). */
  readonly input: Float32Array;
  /** Stacks: T matrices [n, n]. Cells: one matrix [n, g n]. */
  readonly weights: readonly Float32Array[];
  /** Highway: T gate matrices [n, n]. */
  readonly gateWeights: readonly Float32Array[];
  /** Cells: [n, g n], from the input. */
  readonly inputWeight: Float32Array | null;
  /** The error at the last layer, a random vector of norm 1: [stateWidth]. */
  readonly topError: Float32Array;
}

export function isCell(net: DepthNetKind): net is CellKind {
  return net === 'rnn' || net === 'lstm' || net === 'lstm-1997';
}

/**
 * The deviation of an n x n weight that keeps the signal's size for this activation: He et al. 2015 for ReLU and its
 * kin, LeCun et al. 1998 for the others (for square matrices Glorot & Bengio 2010 is the same).
 */
export function properDeviation(net: DepthNetKind, width: number): number {
  const halved = net === 'relu' || net === 'residual' || net === 'highway';
  return Math.sqrt((halved ? 2 : 1) / width);
}

/** Draws a network. The first layers of two networks that differ only in depth are the same. */
export function createDepthNet(settings: DepthNetSettings, seed: number): DepthNet {
  return atOnce(drawingDepthNet(settings, seed));
}

/** The same, with a pause behind every matrix that was not drawn before: a hundred large ones take half a second. */
export function* drawingDepthNet(settings: DepthNetSettings, seed: number): InTurns<DepthNet> {
  const { net, depth, width } = settings;
  const inputs = createRandom(seed, 'input');
  const stateWidth = net === 'lstm' || net === 'lstm-1997' ? 2 * width : width;
  const direction = gaussian(createRandom(seed, 'error'), stateWidth, 1);
  const norm = Math.hypot(...direction);
  const common = { settings, stateWidth, topError: direction.map((value) => value / norm) };
  if (isCell(net)) {
    const blocks = yield* squares(settings, seed, gateCount[net]);
    return {
      ...common,
      weights: [beside(blocks, width)],
      gateWeights: [],
      inputWeight: gaussian(createRandom(seed, 'input weights'), width * width * gateCount[net], 1 / Math.sqrt(width)),
      input: gaussian(inputs, width * depth, 1),
    };
  }
  return {
    ...common,
    weights: yield* squares(settings, seed, depth),
    gateWeights:
      net === 'highway'
        ? scaled(
            yield* drawingUnitMatrices(seed, 'gate weights', 'gaussian', width, depth),
            depth,
            1 / Math.sqrt(width),
          )
        : [],
    inputWeight: null,
    input: gaussian(inputs, width, 1),
  };
}

/** A cell's biases, [g n] in the order input, candidate, output, forget: zero but for the forget gate. */
export function cellBias(settings: DepthNetSettings): Float32Array {
  const { net, width, forgetBias } = settings;
  if (!isCell(net)) throw new Error(`${net} is a stack of layers and has no cell bias.`);
  const bias = new Float32Array(gateCount[net] * width);
  if (net === 'lstm') bias.fill(forgetBias, 3 * width);
  return bias;
}

/** `count` matrices [n, n] of the stream of weights. */
function* squares(
  { net, width, init, gain, k }: DepthNetSettings,
  seed: number,
  count: number,
): InTurns<Float32Array[]> {
  const drawn = yield* drawingUnitMatrices(
    seed,
    'weights',
    init === 'orthogonal' ? 'orthogonal' : 'gaussian',
    width,
    count,
  );
  return scaled(drawn, count, init === 'orthogonal' ? k : gain * properDeviation(net, width));
}

function scaled(drawn: Float64Array, count: number, scale: number): Float32Array[] {
  const all = new Float32Array(drawn.length);
  for (let i = 0; i < all.length; i++) all[i] = scale * drawn[i]!;
  const size = all.length / count;
  return Array.from({ length: count }, (_, l) => all.subarray(l * size, (l + 1) * size));
}

/** Joins n x n blocks to one [n, g n] matrix. */
function beside(blocks: readonly Float32Array[], n: number): Float32Array {
  const joined = new Float32Array(blocks.length * n * n);
  blocks.forEach((block, g) => {
    for (let row = 0; row < n; row++) joined.set(block.subarray(row * n, (row + 1) * n), (row * blocks.length + g) * n);
  });
  return joined;
}
