import { defineExperiment, preparing, type Frame } from '../../lab/contract/experiment.ts';
import { log10 } from '../../lab/science/log10.ts';
import type { ResultOf } from '../../lab/contract/results.ts';
import {
  createDepthNet,
  drawingDepthNet,
  type DepthNet,
  type DepthNetKind,
  type DepthNetSettings,
} from '../../lab/science/nn/depth-net.ts';
import { propagateErrors } from '../../lab/science/nn/error-propagation.ts';
import { checkGradients } from '../../lab/science/nn/gradient-check.ts';
import { inTurns } from '../../lab/science/turns.ts';
import { params as definition, otherSeeds, type VanishingGradient, type VanishingGradientParams } from './params.ts';

/** Below this relative error a float32 backpropagation and a float64 central difference agree. */
const agreement = 1e-4;

export const experiment = defineExperiment(definition, {
  /** One step is one layer of backpropagation; the second network and the other seeds follow. */
  *run(params) {
    const curves = emptyCurves(params.depth);
    const total = params.depth + (params.compare === 'none' ? 0 : params.depth) + otherSeeds;
    let done = 0;
    const frame = (): Frame<VanishingGradient> => ({
      snapshot: () => summarise(curves),
      progress: Math.min(1, done / total),
    });

    const draw = (net: DepthNetKind, seed: number) =>
      inTurns(drawingDepthNet(settingsOf(params, net), seed), () => preparing(frame().progress));
    const main = propagateErrors([yield* draw(params.net, params.seed)], true);
    curves.overflowAtLayer = main.overflowAtLayer;
    if (main.overflowAtLayer !== null) yield { ...frame(), milestone: true };
    for (const { layer, log10Error, jacobianNorm } of main.layers()) {
      curves.error[layer - 1] = log10Error[0]!;
      curves.norms[layer - 1] = jacobianNorm ?? NaN;
      done++;
      yield layer === 1 && params.compare === 'none' ? { ...frame(), milestone: true } : frame();
    }
    if (params.compare !== 'none') {
      const second = propagateErrors([yield* draw(params.compare, params.seed)], false);
      for (const { layer, log10Error } of second.layers()) {
        curves.compare[layer - 1] = log10Error[0]!;
        done++;
      }
      yield { ...frame(), milestone: true };
    }
    done = total - otherSeeds;
    for (const batch of seedBatches(params)) {
      const nets: DepthNet[] = [];
      for (const index of batch) nets.push(yield* draw(params.net, params.seed + 1 + index));
      for (const { layer, log10Error } of propagateErrors(nets, false).layers()) {
        log10Error.forEach((value, b) => (curves.others[batch[b]! * params.depth + layer - 1] = value));
      }
      done += batch.length;
      yield frame();
    }
  },

  check(params) {
    const rows = checkGradients(createDepthNet(settingsOf(params, params.net), params.seed));
    const worst = Math.max(0, ...rows.map((row) => row.relativeError));
    const passed = rows.length > 0 && worst < agreement;
    return {
      columns: ['层 i', '反向传播', '有限差分', '相对误差'],
      rows: rows.map((row) => [row.layer, row.backpropagated, row.difference, row.relativeError]),
      passed,
      summary:
        rows.length === 0
          ? '前向计算已溢出，没有梯度可核对。'
          : `${rows.length} 层逐层核对，最大相对误差 ${worst.toExponential(1)}，${passed ? '两种算法一致' : '有一层不一致（可能正好落在激活函数的折点上）'}。`,
    };
  },
});

function settingsOf(params: VanishingGradientParams, net: DepthNetKind): DepthNetSettings {
  const { depth, width, init, gain, k, highwayBias, branch, forgetBias } = params;
  return { net, depth, width, init, gain, k, highwayBias, branch, forgetBias };
}

/** Indices 0 ... otherSeeds - 1: as many together as stay cheap enough for a stop to be heard between batches. */
function* seedBatches({ width, depth }: VanishingGradientParams): Generator<number[]> {
  const size = Math.max(1, Math.min(otherSeeds, Math.floor(400_000 / (width * width * depth))));
  for (let first = 0; first < otherSeeds; first += size) {
    yield Array.from({ length: Math.min(size, otherSeeds - first) }, (_, j) => first + j);
  }
}

interface Curves {
  error: Float64Array;
  compare: Float64Array;
  /** Index i - 1: spectral norm of J^(i+1). */
  norms: Float64Array;
  others: Float64Array;
  overflowAtLayer: number | null;
}

function emptyCurves(depth: number): Curves {
  const empty = (length: number) => new Float64Array(length).fill(NaN);
  return {
    error: empty(depth),
    compare: empty(depth),
    norms: empty(depth),
    others: empty(depth * otherSeeds),
    overflowAtLayer: null,
  };
}

function summarise(curves: Curves): ResultOf<VanishingGradient> {
  const depth = curves.error.length;
  const known = curves.norms.filter((norm) => !Number.isNaN(norm));
  const kMax = known.length > 0 ? Math.max(...known) : null;
  const product = new Float64Array(depth).fill(NaN);
  const power = new Float64Array(depth).fill(NaN);
  let sum = 0;
  let zeroAtLayer: number | null = null;
  for (let i = depth; i >= 1 && !Number.isNaN(curves.error[i - 1]!); i--) {
    if (i < depth) sum += log10(curves.norms[i - 1]!);
    product[i - 1] = sum;
    // At the first layer below the top k may be 0 (a dead layer): 0^0 is 1, 0^m is 0.
    power[i - 1] = i === depth ? 0 : (depth - i) * log10(kMax ?? NaN);
    if (zeroAtLayer === null && curves.error[i - 1] === -Infinity) zeroAtLayer = i;
  }
  return {
    readouts: {
      log10ErrorRatio: finite(curves.error[0]),
      log10ProductBound: finite(product[0]),
      log10PowerBound: finite(power[0]),
      kMax,
      zeroAtLayer,
      overflowAtLayer: curves.overflowAtLayer,
      compareLog10ErrorRatio: finite(curves.compare[0]),
    },
    series: {
      log10ErrorByLayer: curves.error.slice(),
      log10ProductByLayer: product,
      log10PowerByLayer: power,
      compareLog10ErrorByLayer: curves.compare.slice(),
      log10ErrorOfOtherSeeds: curves.others.slice(),
    },
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
