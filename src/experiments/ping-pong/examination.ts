import { pictureOf } from '../../lab/science/data/pictures.ts';
import type { PictureClassifier } from '../../lab/science/nn/picture-classifier.ts';
import { createRandom, type Random } from '../../lab/science/random.ts';
import { drawSetting, type BallRange, type Group } from './draw-setting.ts';
import { hottest, occlusionMap } from './occlusion.ts';
import { ballBounds, sceneOf, tableBounds, type Setting } from './scene.ts';
import { pictureSize, side } from './picture-size.ts';

/** Groups of test pictures by readout: what they show, and how far the ball flew while the shutter was open. */
const exams = {
  pBallTable: { group: { ball: true, table: true }, blur: 0 },
  pNeither: { group: { ball: false, table: false }, blur: 0 },
  pBallNoTable: { group: { ball: true, table: false }, blur: 0 },
  pTableNoBall: { group: { ball: false, table: true }, blur: 0 },
  pBlurredTable: { group: { ball: true, table: true }, blur: 0.25 },
  pBlurredNoTable: { group: { ball: true, table: false }, blur: 0.25 },
} as const satisfies Record<string, { group: Group; blur: number }>;
type ExamKey = keyof typeof exams;

/** Test pictures, drawn once for a run. */
export interface Examination {
  readonly pictures: Readonly<Record<ExamKey, Float32Array>>;
  /** The pictures of pBallTable again, without the table and without the ball. */
  readonly withoutTable: Float32Array;
  readonly withoutBall: Float32Array;
  readonly settings: readonly Setting[];
  /** Pictures a group. */
  readonly count: number;
}

export function drawExamination(seed: number, count: number, look: BallRange, noise: number): Examination {
  /** The same noise on a scene and on its counterfactuals: they differ in what was taken away alone. */
  const draw = (settings: readonly Setting[], key: string) =>
    joined(settings, (setting, i) => pictureOf(sceneOf(setting), side, createRandom(seed, `noise ${key} ${i}`), noise));
  const settingsOf = (key: ExamKey, random: Random) =>
    Array.from({ length: count }, () => drawSetting(random, exams[key].group, look, exams[key].blur));
  const all = Object.fromEntries(
    (Object.keys(exams) as ExamKey[]).map((key) => [key, settingsOf(key, createRandom(seed, `test ${key}`))]),
  ) as Record<ExamKey, Setting[]>;
  const settings = all.pBallTable;
  return {
    pictures: Object.fromEntries(
      Object.entries(all).map(([key, drawn]) => [key, draw(drawn, key)]),
    ) as unknown as Record<ExamKey, Float32Array>,
    withoutTable: draw(
      settings.map((setting) => ({ ...setting, table: null })),
      'pBallTable',
    ),
    withoutBall: draw(
      settings.map((setting) => ({ ...setting, ball: null })),
      'pBallTable',
    ),
    settings,
    count,
  };
}

export interface Marks {
  /** Share of a group's pictures that the net says shows a ball. */
  readonly says: Readonly<Record<ExamKey, number>>;
  /** Share of right answers where ball and table are as often together as in the training data. */
  readonly iidAccuracy: number;
  /** The same in the worst of the four groups of ball and table. */
  readonly worstGroupAccuracy: number;
  /** Mean fall of the logit when the table, or the ball, is not in the scene. */
  readonly tableEvidence: number;
  readonly ballEvidence: number;
}

/** @param counterexamples their share in the training data */
export function mark(
  classifier: PictureClassifier,
  exam: Examination,
  counterexamples: number,
  count = exam.count,
): Marks {
  const logitsOf = (pixels: Float32Array) =>
    classifier.logits({ count, pixels: pixels.subarray(0, count * pictureSize) });
  const logits = Object.fromEntries(
    Object.entries(exam.pictures).map(([key, pixels]) => [key, logitsOf(pixels)]),
  ) as unknown as Record<ExamKey, Float32Array>;
  const yes = (values: Float32Array) => values.reduce((sum, z) => sum + (z > 0 ? 1 : 0), 0) / count;
  const says = Object.fromEntries(Object.entries(logits).map(([key, values]) => [key, yes(values)])) as Record<
    ExamKey,
    number
  >;
  const right = [says.pBallTable, 1 - says.pNeither, says.pBallNoTable, 1 - says.pTableNoBall] as const;
  const fall = (without: Float32Array) => {
    const rest = logitsOf(without);
    return logits.pBallTable.reduce((sum, z, i) => sum + z - rest[i]!, 0) / count;
  };
  return {
    says,
    iidAccuracy: ((1 - counterexamples) * (right[0] + right[1]) + counterexamples * (right[2] + right[3])) / 2,
    worstGroupAccuracy: Math.min(...right),
    tableEvidence: fall(exam.withoutTable),
    ballEvidence: fall(exam.withoutBall),
  };
}

/** In how many of the first pictures with ball and table the occlusion map is hottest on the table, and on the ball. */
export function hotspots(
  classifier: PictureClassifier,
  exam: Examination,
  count: number,
): { table: number; ball: number } {
  const found = { table: 0, ball: 0 };
  const used = Math.min(count, exam.count);
  for (let i = 0; i < used; i++) {
    const pixels = exam.pictures.pBallTable.subarray(i * pictureSize, (i + 1) * pictureSize);
    const [x, y] = hottest(occlusionMap(classifier, pixels));
    const { table, ball } = exam.settings[i]!;
    const within = ([left, top, right, bottom]: readonly [number, number, number, number]) =>
      x >= left && x <= right && y >= top && y <= bottom;
    // A patch that touches the ball counts: it is larger than the ball.
    if (ball && within(widened(ballBounds(ball), 2.5 / side))) found.ball += 1 / used;
    else if (table && within(widened(tableBounds(table), 1 / side))) found.table += 1 / used;
  }
  return found;
}

function widened([left, top, right, bottom]: readonly [number, number, number, number], by: number) {
  return [left - by, top - by, right + by, bottom + by] as const;
}

function joined(settings: readonly Setting[], picture: (setting: Setting, i: number) => Float32Array): Float32Array {
  const all = new Float32Array(settings.length * pictureSize);
  settings.forEach((setting, i) => all.set(picture(setting, i), i * pictureSize));
  return all;
}
