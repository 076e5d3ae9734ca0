import { defineExperiment } from '../../lab/contract/experiment.ts';
import { put, type Draft, type PartOf, type ReadoutsOf, type SeriesOf } from '../../lab/contract/results.ts';
import { edgeMapSide, pictureSize } from '../../lab/science/nn/part-layer-sizes.ts';
import type { PartLayers } from '../../lab/science/nn/part-layers.ts';
import {
  drawTrainingFaces,
  learnEdges,
  learnParts,
  seeEdges,
  type PartLearning,
} from '../../lab/science/nn/part-learning.ts';
import { createPictureClassifier } from '../../lab/science/nn/picture-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { votesOf } from './ballot.ts';
import { examine } from './examination.ts';
import { packFound, tones, unpackFound, type Found } from './found.ts';
import { edges, networks, unitCounts } from './networks.ts';
import { params as definition, type MiddleUnits, type MiddleUnitsParams } from './params.ts';
import { lessonPictures, type LessonPictures } from './lesson-pictures.ts';
import { shownCandidates } from './shown-candidates.ts';
import { steps } from './teaching-steps.ts';
import { createPupil, drawNotFaces, net, type Pupil } from './teaching.ts';

/** Shares of the work: drawing, teaching the net, clustering, looking at new pictures. */
const shares = { draw: 0.1, teach: 0.45, cluster: 0.3, examine: 0.15 };

export const experiment = defineExperiment(definition, {
  *run({ images, seed }) {
    const half = images / 2;
    const none = new Float32Array(0);
    const learning: PartLearning = {
      layers: {},
      steps: 0,
      training: { faces: [], pixels: new Float32Array(half * pictureSize) },
      edgePictures: none,
      partPictures: none,
    };
    const notFaces = new Float32Array(half * pictureSize);
    const { pixels: faces } = learning.training;
    const pupil = createPupil(seed, { faces, notFaces });
    const untrained = createPictureClassifier(net, { seed });
    const lesson = () => lessonPictures(pupil.classifier, faces, notFaces);
    let found: Found | null = null;
    let before = 0;
    const frame = (share: number, phase: number) => ({
      progress: found ? 1 : Math.min(0.999, before + share),
      snapshot: (asked: MiddleUnitsParams) => picture(pupil, phase, found, lesson, asked),
      ...(found ? { weights: () => packFound(found!) } : {}),
    });
    try {
      for (const share of drawTrainingFaces(learning, createRandom(seed, 'faces')))
        yield frame(0.5 * shares.draw * share, 0);
      before = 0.5 * shares.draw;
      for (const share of drawNotFaces(notFaces, createRandom(seed, 'pictures without a face'))) {
        yield frame(0.5 * shares.draw * share, 0);
      }
      before = shares.draw;
      for (let step = 1; step <= steps; step++) {
        pupil.learn(step);
        yield frame((shares.teach * step) / steps, 1);
      }
      before += shares.teach;
      const sampling = createRandom(seed, 'patches');
      for (const share of learnEdges(learning, edges, sampling)) yield frame(0.25 * shares.cluster * share, 2);
      const maps = new Float32Array(half * edgeMapSide * edgeMapSide * edges);
      for (const share of seeEdges(learning, maps)) yield frame(shares.cluster * (0.25 + 0.25 * share), 2);
      for (const share of learnParts(learning, maps, unitCounts['k-means'], sampling)) {
        yield frame(shares.cluster * (0.5 + 0.5 * share), 2);
      }
      before += shares.cluster;
      const nets = { supervised: pupil.classifier, untrained, parts: learning.layers as PartLayers };
      const examination = examine(nets, seed);
      let step = examination.next();
      for (; !step.done; step = examination.next()) yield frame(shares.examine * step.value, 3);
      found = step.value;
      yield frame(0, 3);
    } finally {
      pupil.classifier.dispose();
      untrained.dispose();
    }
  },

  ask: (params, weights) => answers(unpackFound(weights), params),
});

function picture(
  { losses }: Pupil,
  phase: number,
  found: Found | null,
  lesson: () => LessonPictures,
  asked: MiddleUnitsParams,
) {
  const part = found ? answers(found, asked) : { readouts: nothingYet(asked), series: noUnits(lesson()) };
  return {
    readouts: { phase, steps: losses.length, loss: losses.at(-1) ?? null, ...part.readouts },
    series: { loss: Float64Array.from(losses), ...part.series },
  };
}

const empty = new Float64Array(0);

function noUnits({ pixels, probabilities }: LessonPictures) {
  return {
    purity: empty,
    partName: empty,
    ballotNetwork: empty,
    ballotPurity: empty,
    ballotPart: empty,
    patches: empty,
    middles: empty,
    lessonPictures: inTones(pixels),
    lessonAnswers: probabilities,
  };
}

function nothingYet({ network }: MiddleUnitsParams) {
  return {
    named: null,
    units: unitCounts[network],
    accuracy: null,
    readerNamed: null,
    votes: 0,
    agreement: null,
  };
}

/** All that depends on a question, once it is known what the units answer. */
function answers(found: Found, asked: MiddleUnitsParams) {
  const { network, threshold } = asked;
  const { units, ballot, accuracy } = found;
  const votes = votesOf(asked.votes, asked).slice(0, ballot.length);
  const unitOf = (i: number) => units[ballot[i]!.network]![ballot[i]!.unit]!;
  const isNamed = ({ purity }: { readonly purity: number }) => purity >= threshold;
  const own = units[networks.indexOf(network)]!;
  const each: Draft<ReadoutsOf<MiddleUnits>> = {};
  const sorted: Draft<SeriesOf<MiddleUnits>> = {};
  networks.forEach((one, n) => {
    const seen = [...votes.keys()].filter((i) => ballot[i]!.network === n);
    put(each, `named.${one}`, units[n]!.filter(isNamed).length);
    put(each, `silent.${one}`, units[n]!.filter(({ silent }) => silent).length);
    put(each, `readerNamed.${one}`, seen.length > 0 ? seen.filter((i) => votes[i]).length : null);
    put(
      sorted,
      `purity.${one}`,
      Float64Array.from(units[n]!, ({ purity }) => purity)
        .sort()
        .reverse(),
    );
    put(each, `readerSeen.${one}`, seen.length);
    put(each, `namedOfSeen.${one}`, seen.length > 0 ? seen.filter((i) => isNamed(unitOf(i))).length : null);
  });
  const agreeing = votes.filter((vote, i) => vote === isNamed(unitOf(i))).length;
  return {
    readouts: {
      named: own.filter(isNamed).length,
      units: own.length,
      accuracy: network === 'k-means' ? null : accuracy[network === 'supervised' ? 0 : 1],
      readerNamed: each[`readerNamed.${network}`] ?? null,
      votes: votes.length,
      agreement: votes.length > 0 ? agreeing / votes.length : null,
      ...each,
    },
    series: {
      purity: Float64Array.from(own, ({ purity }) => purity),
      partName: Float64Array.from(own, ({ part }) => part),
      ...sorted,
      ballotNetwork: Float64Array.from(ballot, (one) => one.network),
      ballotPurity: Float64Array.from(ballot, (_, i) => unitOf(i).purity),
      ballotPart: Float64Array.from(ballot, (_, i) => unitOf(i).part),
      ...patches(found, asked, votes.length),
      lessonPictures: empty,
      lessonAnswers: empty,
    },
  } satisfies PartOf<MiddleUnits>;
}

/** The patches of the units that these settings show. */
function patches({ ballot }: Found, { show }: MiddleUnitsParams, votes: number) {
  const shown = shownCandidates(show, votes, ballot.length).map((i) => ballot[i]!);
  return {
    patches: Float64Array.from(
      shown.flatMap(({ greys }) => [...greys]),
      (grey) => grey / (tones - 1),
    ),
    middles: Float64Array.from(shown.flatMap(({ middles }) => middles)),
  };
}

const inTones = (pixels: Float32Array) =>
  Float64Array.from(pixels, (value) => Math.round((tones - 1) * value) / (tones - 1));
