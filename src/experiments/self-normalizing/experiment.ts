import { defineExperiment, preparing, type Frame } from '../../lab/contract/experiment.ts';
import type { ResultOf } from '../../lab/contract/results.ts';
import { findingGradientByLayer } from '../../lab/science/nn/moment-gradient.ts';
import { fixedPoint, momentPath, nextMoments, slopeAt, type Moments } from '../../lab/science/nn/moment-map.ts';
import { answerCosine, layerMoments, runningMomentNet } from '../../lab/science/nn/moment-net.ts';
import { inTurns, type InTurns } from '../../lab/science/turns.ts';
import { params as definition, type SelfNormalizing, type SelfNormalizingParams } from './params.ts';
import { arrowStarts, otherSeeds, othersShown } from './plane.ts';

/** A variance has returned where it is off by less than this share. */
const near = 0.2;

export const experiment = defineExperiment(definition, {
  /** One step is one layer of the network; the other seeds follow. */
  *run(params) {
    const others = new Float64Array(otherSeeds * 2 * (params.depth + 1)).fill(NaN);
    const shown = othersShown(params);
    const total = params.depth + shown;
    const found = yield* inTurns(measuring(params), () => preparing(0));
    const frame = (done: number): Frame<SelfNormalizing> => ({
      progress: done / total,
      snapshot: () => summarise(params, found, others.slice(), Math.min(done, params.depth)),
    });
    for (let layer = 0; layer < params.depth; layer++) yield frame(layer);
    yield { ...frame(params.depth), milestone: true };
    for (let i = 0; i < shown; i++) {
      const drawn = runningMomentNet(params, params.seed + 1 + i);
      const other = yield* inTurns(drawn, () => preparing((params.depth + i) / total));
      layerMoments(other).forEach(({ mean, variance }, layer) => {
        others.set([mean, variance], 2 * (i * (params.depth + 1) + layer));
      });
      yield frame(params.depth + 1 + i);
    }
  },
});

/** All that is known of the reader's own network, and of the map. */
interface Found {
  readonly net: readonly Moments[];
  readonly map: readonly Moments[];
  /** The same network without a kick; null if there is none. */
  readonly unkicked: readonly Moments[] | null;
  readonly answerCosine: number | null;
  readonly fixed: Moments | null;
  readonly fixedSlope: number | null;
  readonly gradient: Float64Array;
  readonly arrows: Float64Array;
}

function* measuring(params: SelfNormalizingParams): InTurns<Found> {
  const start = { mean: params.mean, variance: params.variance };
  const net = yield* runningMomentNet(params, params.seed);
  const kicked = params.kick !== 1 && params.kickLayer <= params.depth;
  const twin = kicked ? yield* runningMomentNet({ ...params, kick: 1 }, params.seed) : null;
  const fixed = fixedPoint(params, start);
  return {
    net: layerMoments(net),
    map: momentPath(params, start, params),
    unkicked: twin && layerMoments(twin),
    answerCosine: twin && answerCosine(net, twin),
    fixed,
    fixedSlope: fixed && slopeAt(params, fixed),
    gradient: yield* findingGradientByLayer(net, params.seed),
    arrows: Float64Array.from(
      arrowStarts().flatMap((from) => {
        const to = nextMoments(params, from);
        return [from.mean, from.variance, to.mean, to.variance];
      }),
    ),
  };
}

/** null where both are nothing: of saturated units all values may be the same. */
const finite = (ratio: number) => (Number.isFinite(ratio) ? ratio : null);

/** @param layer how far the reader has followed the network; beyond it there are gaps */
function summarise(
  params: SelfNormalizingParams,
  found: Found,
  others: Float64Array,
  layer: number,
): ResultOf<SelfNormalizing> {
  const { net, map, unkicked, fixed, gradient } = found;
  const ended = layer === params.depth;
  const last = net[layer]!;
  const upToHere = (values: readonly number[]) => Float64Array.from(values, (v, l) => (l <= layer ? v : NaN));
  const input = gradient[0]!;
  return {
    readouts: {
      lastMean: last.mean,
      lastVariance: last.variance,
      distance: Math.max(Math.abs(last.mean), Math.abs(last.variance - 1)),
      returnLayer: ended ? returnLayer(params, found) : null,
      kickLeft: unkicked && ended ? finite(last.variance / unkicked[layer]!.variance) : null,
      answerCosine: ended ? found.answerCosine : null,
      log10Gradient: ended && Number.isFinite(input) ? input : null,
      fixedMean: fixed?.mean ?? null,
      fixedVariance: fixed?.variance ?? null,
      fixedSlope: found.fixedSlope,
    },
    series: {
      meanByLayer: upToHere(net.map(({ mean }) => mean)),
      varianceByLayer: upToHere(net.map(({ variance }) => variance)),
      mapMean: Float64Array.from(map, ({ mean }) => mean),
      mapVariance: Float64Array.from(map, ({ variance }) => variance),
      unkickedVariance: Float64Array.from(net, (_, l) => unkicked?.[l]?.variance ?? NaN),
      otherSeeds: others,
      arrows: found.arrows,
      log10GradientByLayer: ended ? gradient.slice() : new Float64Array(net.length).fill(NaN),
    },
  };
}

/** The first layer from which on to the end the variance is close to what it would be, or to where the map settles. */
function returnLayer({ kickLayer }: SelfNormalizingParams, { net, unkicked, fixed }: Found): number | null {
  if (!unkicked && !fixed) return null;
  let first: number | null = null;
  for (let layer = net.length - 1; layer >= (unkicked ? kickLayer : 0); layer--) {
    const home = unkicked?.[layer]?.variance ?? fixed!.variance;
    if (!(Math.abs(net[layer]!.variance / home - 1) < near)) break;
    first = layer;
  }
  return first;
}
