import { shareText } from '../../lab/contract/number-text.ts';
import { maybe, need, type ResultOf } from '../../lab/contract/results.ts';
import { answerNames, captions, pixelsOfFrame, type Caption } from './film.ts';
import type { Cyclist, CyclistParams, ModelName } from './params.ts';
import { poses, type Pose } from './scene.ts';
import { shownScript } from './shown-film.ts';

/** What the film strip shows: plain data, by place on the strip from left to right. */
export interface Strip {
  readonly frames: readonly StripFrame[];
  readonly models: readonly StripModel[];
  /** The true answer, as an index into `answers` of film.ts. */
  readonly right: number;
}

export interface StripFrame {
  /** Its number in the film's own order; its place, unless shuffled. */
  readonly t: number;
  readonly pose: Pose;
  /** What the network sees: two hexadecimal digits a pixel, 00 white, ff black (and beyond). */
  readonly view: string;
}

/** What one net says; lists have one entry a frame. */
export interface StripModel {
  readonly model: ModelName;
  /** Probabilities of left, right and, if it may say so, no signal. */
  readonly answers: readonly number[];
  /** Whether the shuffling changed anything, to the last bit; null if nothing is shuffled. */
  readonly changed: boolean | null;
  readonly captions?: readonly { readonly caption: Caption; readonly p: number }[];
  readonly attention?: readonly number[];
  /** Probability of the right answer from this frame alone. */
  readonly frameP?: readonly number[];
}

export const poseNames: Readonly<Record<Pose, string>> = {
  riding: '双手扶把',
  left: '左臂伸平',
  right: '右臂伸平',
  junction: '路口，双手扶把',
};

export const captionNames: Readonly<Record<Caption, string>> = {
  riding: '骑着',
  'arm-left': '伸左手',
  'arm-right': '伸右手',
  'remembers-left': '记着左',
  'remembers-right': '记着右',
  'turns-left': '往左转',
  'turns-right': '往右转',
  'no-signal': '没手势',
};

export { answerNames };

/** Fewer digits than were computed: this is sent with the page. */
const rounded = (values: ArrayLike<number>) => Array.from(values, (v) => Number(v.toFixed(4)));

export function stripOf({ readouts, series }: ResultOf<Cyclist>, params: CyclistParams): Strip {
  return {
    right: readouts.shownRight,
    frames: Array.from(series.shownOrder, (t, place) => ({
      t,
      pose: poses[series.shownPoses[place]!]!,
      view: hex(series.shownDarkness, place),
    })),
    models: params.model.map((model) => {
      const captions = maybe(series, `shownCaptions.${model}`);
      const attention = maybe(series, `shownAttention.${model}`);
      const frameP = maybe(series, `shownFrameP.${model}`);
      return {
        model,
        answers: rounded(need(series, `shownAnswers.${model}`)),
        changed: params.shuffle === 0 ? null : need(readouts, `shownChange.${model}`) !== 0,
        ...(captions ? { captions: captionsOf(captions, need(series, `shownCaptionP.${model}`)) } : {}),
        ...(attention ? { attention: rounded(attention) } : {}),
        ...(frameP ? { frameP: rounded(frameP) } : {}),
      };
    }),
  };
}

const captionsOf = (told: Float64Array, p: Float64Array) =>
  Array.from(told, (caption, t) => ({ caption: captions[caption]!, p: Number(p[t]!.toFixed(4)) }));

/** What happens in the film of these settings, in words. */
export function plotOf(params: CyclistParams): string {
  const { frames, signals } = shownScript(params);
  const told = signals.map(({ at, side }) => `第 ${at} 帧伸${side === 'left' ? '左' : '右'}臂`).join('，');
  const last = signals.at(-1);
  return `${told}，第 ${frames - 1} 帧到路口${last ? `，隔了 ${frames - 1 - last.at} 帧` : ''}`;
}

/** The net's answer in words: 左 97% */
export function answerText(answers: readonly number[]): string {
  const best = answers.indexOf(Math.max(...answers));
  return `${answerNames[best]} ${shareText(answers[best])}`;
}

/** Is it right, and does it know? Below two thirds of probability an answer is a guess. */
export function verdictOf(answers: readonly number[], right: number): '对' | '错' | '拿不准' {
  const p = Math.max(...answers);
  if (p < 2 / 3) return '拿不准';
  return answers.indexOf(p) === right ? '对' : '错';
}

function hex(darkness: Float64Array, place: number): string {
  const pixels = darkness.subarray(place * pixelsOfFrame, (place + 1) * pixelsOfFrame);
  return Array.from(pixels, (value) =>
    Math.round(255 * Math.min(1, Math.max(0, value)))
      .toString(16)
      .padStart(2, '0'),
  ).join('');
}
