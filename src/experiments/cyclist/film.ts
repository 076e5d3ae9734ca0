import type { Random } from '../../lab/science/random.ts';
import { darkness, poses, viewSide, type Pose } from './scene.ts';

export type Side = 'left' | 'right';

/** An arm held out for one frame. */
export interface Signal {
  readonly at: number;
  readonly side: Side;
}

/** What happens in a film: `frames` frames, the signals in the order of time, and in the last frame the junction. */
export interface FilmScript {
  readonly frames: number;
  readonly signals: readonly Signal[];
}

/** Frames before the signal that counts; the first of two signals is given in the first three of them. */
export const lead = 4;
/** How many frames a film has whose last signal is `lag` frames before the turn. */
export const framesOf = (lag: number) => lag + lead + 1;
/** The arm is down again in at least one frame before the turn. */
export const lastSignalFrame = (frames: number) => frames - 3;
export const pixelsOfFrame = viewSide * viewSide;

/** The answers in the order of their labels; the third is offered only if the task has it. */
export const answers = ['left', 'right', 'none'] as const;
/** And how they read. */
export const answerNames = ['左', '右', '没有手势'] as const;
/** What can be said under a frame, in the order of the labels; the last only if there are films without a signal. */
export const captions = [
  'riding',
  'arm-left',
  'arm-right',
  'remembers-left',
  'remembers-right',
  'turns-left',
  'turns-right',
  'no-signal',
] as const;
export type Caption = (typeof captions)[number];

export function poseAt({ frames, signals }: FilmScript, t: number): Pose {
  const signal = signals.find(({ at }) => at === t);
  return signal?.side ?? (t === frames - 1 ? 'junction' : 'riding');
}

/** Index into `answers`: the last signal counts. */
export function answerOf({ signals }: FilmScript): number {
  return answers.indexOf(signals.at(-1)?.side ?? 'none');
}

/** Indices into `captions`, one a frame. */
export function captionsOf(script: FilmScript): number[] {
  return Array.from({ length: script.frames }, (_, t) => {
    const side = script.signals.findLast(({ at }) => at <= t)?.side;
    return captions.indexOf(captionFor(poseAt(script, t), side));
  });
}

function captionFor(pose: Pose, side: Side | undefined): Caption {
  if (pose === 'left' || pose === 'right') return `arm-${pose}`;
  if (pose === 'junction') return side === undefined ? 'no-signal' : `turns-${side}`;
  return side === undefined ? 'riding' : `remembers-${side}`;
}

const views = Object.fromEntries(poses.map((pose) => [pose, darkness(pose)])) as Record<Pose, Float32Array>;

/** The network is given its pixels with a mean near 0 and a variance near 1 (LeCun et al. 1998, Efficient BackProp). */
const centre = 0.25;
const scale = 3;
/** How dark a pixel of a film is: 0 is white, 1 black; noise goes beyond both. */
export const darknessOf = (pixel: number) => pixel / scale + centre;

/**
 * The film as the network sees it: every frame as dark as its own gain between .8 and 1.2 makes it, every pixel with
 * Gaussian noise. Written to film[offset + t * stride ...], so that a batch can be filled time first.
 * @param noise standard deviation; white is 0, black is 1
 * @returns [frames, pixelsOfFrame], standardised
 */
export function drawFilm(
  script: FilmScript,
  noise: number,
  random: Random,
  film = new Float32Array(script.frames * pixelsOfFrame),
  offset = 0,
  stride = pixelsOfFrame,
): Float32Array {
  for (let t = 0; t < script.frames; t++) drawFrame(poseAt(script, t), noise, random, film, offset + t * stride);
  return film;
}

/** One frame, written to film[at ...]. */
export function drawFrame(pose: Pose, noise: number, random: Random, film: Float32Array, at: number): void {
  const view = views[pose];
  const gain = 0.8 + 0.4 * random.uniform();
  random.normals(drawn);
  for (let i = 0; i < pixelsOfFrame; i++) film[at + i] = (gain * view[i]! + noise * drawn[i]! - centre) * scale;
}
const drawn = new Float64Array(pixelsOfFrame);

/** The film with its frames in another order: at place i stands frame order[i]. */
export function framesInOrder(film: Float32Array, order: readonly number[]): Float32Array {
  const ordered = new Float32Array(film.length);
  order.forEach((t, place) => {
    ordered.set(film.subarray(t * pixelsOfFrame, (t + 1) * pixelsOfFrame), place * pixelsOfFrame);
  });
  return ordered;
}
