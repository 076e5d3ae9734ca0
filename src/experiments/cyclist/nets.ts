import { blocksOfFilmNet, drawFilmNet, type FilmNetShape } from '../../lab/science/nn/film-net.ts';
import { createFilmReader, type FilmReader } from '../../lab/science/nn/film-net-reader.ts';
import { pixelsOfFrame } from './film.ts';
import type { CyclistParams, ModelName } from './params.ts';
import { answerCount, captionCount, type Task } from './task.ts';

/** The task that these settings train for. */
export function taskOf({ signals, lag, noise, answers, places }: CyclistParams): Task {
  return { signals, lag, noise, withNone: answers === 'three', places };
}

/** The same sizes for all: 10 features a frame, 12 units of memory. */
export function shapeOf(model: ModelName, params: CyclistParams): FilmNetShape {
  const task = taskOf(params);
  return {
    kind: model,
    pixels: pixelsOfFrame,
    features: 10,
    units: 12,
    answers: answerCount(task),
    captions: captionCount(task),
  };
}

export const initialWeights = (model: ModelName, params: CyclistParams) =>
  drawFilmNet(shapeOf(model, params), params.seed);

/** One reader for each of the nets, from their flat weights one after another. */
export function readersOf(
  params: CyclistParams,
  weights: Float32Array,
  models: readonly ModelName[] = params.model,
): Map<ModelName, FilmReader> {
  let offset = 0;
  const readers = new Map<ModelName, FilmReader>();
  for (const model of models) {
    const shape = shapeOf(model, params);
    const size = blocksOfFilmNet(shape).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
    readers.set(model, createFilmReader(shape, weights.subarray(offset, (offset += size))));
  }
  return readers;
}
