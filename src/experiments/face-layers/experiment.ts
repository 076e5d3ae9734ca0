import { defineExperiment } from '../../lab/contract/experiment.ts';
import { faceParts, type FacePart } from '../../lab/science/data/face-parts.ts';
import { greyPicture } from '../../lab/science/data/face-pictures.ts';
import { faceScene } from '../../lab/science/data/faces.ts';
import { fields, side } from '../../lab/science/nn/part-layer-sizes.ts';
import { answersTo, packLayers, unpackLayers, type PartLayers } from '../../lab/science/nn/part-layers.ts';
import type { Purity } from '../../lab/science/nn/part-purity.ts';
import { createRandom } from '../../lab/science/random.ts';
import { examine, namedFrom } from './examination.ts';
import { beginLearning, learn, type Learning } from './learning.ts';
import { params as definition, type FaceLayersParams } from './params.ts';
import { shownFace } from './shown-face.ts';

/** Share of the work that is learning; the rest is looking at new faces. */
const learningShare = 0.85;
/** Greys that pictures of units are kept in: they travel with every answer. */
const greys = 15;

export const experiment = defineExperiment(definition, {
  *run(params) {
    const learning = beginLearning(params);
    let found: readonly Purity[] = [];
    const frame = (progress: number) => ({
      progress,
      snapshot: (asked: FaceLayersParams) => picture(learning, found, asked),
      ...(progress === 1 ? { weights: () => packLayers(learning.layers as PartLayers) } : {}),
    });
    yield frame(0);
    for (const share of learn(learning, params)) yield frame(learningShare * share);
    const examination = examine(learning, params.seed);
    let step = examination.next();
    for (; !step.done; step = examination.next()) {
      yield frame(learningShare + 0.99 * (1 - learningShare) * step.value);
    }
    found = step.value;
    yield frame(1);
  },

  ask(params, weights) {
    const { edges, parts, whole } = params;
    return levels(unpackLayers(weights, { edges, parts, wholes: whole }), params);
  },
});

function picture(learning: Learning, found: readonly Purity[], asked: FaceLayersParams) {
  const { layers } = learning;
  const named = found.filter(({ purity }) => purity >= namedFrom);
  const ready = found.length > 0;
  const { readouts, series } = levels(layers, asked);
  return {
    readouts: {
      namedParts: ready ? named.length : null,
      meanPurity: ready ? found.reduce((sum, { purity }) => sum + purity, 0) / found.length : null,
      namedKinds: ready ? new Set(named.map(({ part }) => part)).size : null,
      steps: learning.steps,
      ...readouts,
    },
    series: {
      purity: Float64Array.from(found, ({ purity }) => purity),
      partName: Float64Array.from(found, ({ part }) => part),
      madeOf: madeOf(layers),
      ...series,
      edgePictures: inGreys(learning.edgePictures),
      partPictures: inGreys(learning.partPictures),
      wholePictures: inGreys(learning.wholePictures),
    },
  };
}

/** What the units answer to the reader's face, in multiples of what half of new faces do not get; 0 before that is known. */
function levels(layers: Partial<PartLayers>, asked: FaceLayersParams) {
  // Always the same noise, so that answers change with the face alone.
  const pixels = greyPicture(faceScene(shownFace(asked)), side, createRandom(1, 'the reader’s face'));
  const answers = answersTo(pixels, layers);
  const { edgeBar, partBar, names } = layers;
  const times = (values: Float32Array, bar?: Float32Array) =>
    Float64Array.from(values, (value, k) => (bar ? Math.max(0, value / bar[k]!) : 0));
  const partLevel = times(answers.parts, partBar);
  const lit = (part?: FacePart) =>
    names
      ? partLevel.filter((level, k) => level >= 1 && (part === undefined || names[k] === faceParts.indexOf(part)))
          .length
      : null;
  return {
    readouts: { litParts: lit(), litEyes: lit('eye'), litMouths: lit('mouth') },
    series: {
      edgeLevel: times(answers.edges, edgeBar),
      partLevel,
      partPlace: Float64Array.from(answers.places),
      wholeLevel: Float64Array.from(answers.wholes),
    },
  };
}

/** How much more of each part a whole has than pictures have on average, in the field where it has most: [wholes, parts]. */
function madeOf({ wholes = 0, parts = 0, wholeCentres }: Partial<PartLayers>): Float64Array {
  const found = new Float64Array(wholes * parts);
  if (!wholeCentres) return found;
  for (let whole = 0; whole < wholes; whole++) {
    for (let i = 0; i < fields * parts; i++) {
      const at = whole * parts + (i % parts);
      found[at] = Math.max(found[at]!, wholeCentres[whole * fields * parts + i]!);
    }
  }
  return found;
}

const inGreys = (pixels: Float32Array) =>
  Float64Array.from(pixels, (value) => Math.round(greys * Math.min(1, Math.max(0, value))) / greys);
