import * as tf from '@tensorflow/tfjs-core';
import { convLayer, type ConvLayer } from '../kernels/conv.ts';
import { overlaidWindows } from '../kernels/overlaid-windows.ts';

/** One rectangle that is painted over a picture, at one place after another. */
export interface Patch {
  readonly width: number;
  readonly height: number;
  /** Of every channel, as the first layer reads it. */
  readonly value: number;
  /** Its left upper corner, [x, y]; it lies within the picture. */
  readonly places: readonly (readonly [number, number])[];
}

/** Of the rows or the columns of every patched picture's maps: so many from `from` on, [places]. */
interface Span {
  readonly length: number;
  readonly from: readonly number[];
}

interface Maps {
  /** [1, H, W, channels]: of the picture without a patch. */
  readonly whole: tf.Tensor4D;
  /** [places, rows.length, columns.length, channels]: of the pictures with one, where they may differ from it. */
  readonly changed: tf.Tensor4D;
  readonly rows: Span;
  readonly columns: Span;
}

/**
 * What layers of convolutions make of a picture with a patch at each of many places: the numbers of the whole patched
 * pictures, without most of the work. In each layer only those outputs are computed that see a changed number; all
 * others are the outputs of the picture as it is. Off the tape.
 *
 * @param picture [1, H, W, C]
 * @returns the last layer's maps: [places, OH, OW, F], and those of the picture without a patch, [1, OH, OW, F]
 */
export function patchedMaps(
  picture: tf.Tensor4D,
  layers: readonly ConvLayer[],
  patch: Patch,
): { readonly patched: tf.Tensor4D; readonly whole: tf.Tensor4D } {
  const { width, height, value, places } = patch;
  return tf.tidy(() => {
    const painted: Maps = {
      whole: picture,
      changed: tf.fill<tf.Rank.R4>([places.length, height, width, picture.shape[3]], value),
      rows: { length: height, from: places.map(([, y]) => y) },
      columns: { length: width, from: places.map(([x]) => x) },
    };
    const { whole, changed, rows, columns } = layers.reduce(throughLayer, painted);
    const [, H, W] = whole.shape;
    const all = placesOf(rows, columns, () => [0, 0]);
    return { patched: overlaidWindows(whole, changed, { places: all, height: H, width: W }), whole };
  });
}

function throughLayer(maps: Maps, layer: ConvLayer): Maps {
  const [KH, KW] = layer.filter.shape;
  const { stride, pad } = layer;
  const whole = convLayer(maps.whole, layer);
  const [, OH, OW] = whole.shape;
  const rows = outputsOf(maps.rows, KH, stride, pad, OH);
  const columns = outputsOf(maps.columns, KW, stride, pad, OW);
  // What those outputs see, borders of zeros included.
  const seen = overlaidWindows(maps.whole, maps.changed, {
    places: placesOf(maps.rows, maps.columns, (i) => [rows.from[i]! * stride - pad, columns.from[i]! * stride - pad]),
    height: (rows.length - 1) * stride + KH,
    width: (columns.length - 1) * stride + KW,
  });
  return { whole, changed: convLayer(seen, { ...layer, pad: 0 }), rows, columns };
}

/** The outputs that see a span of their inputs: as many for each place as the most that one of them needs. */
function outputsOf({ length, from }: Span, patch: number, stride: number, pad: number, outputs: number): Span {
  let most = 1;
  const first = from.map((at) => {
    const begin = Math.max(0, Math.ceil((at + pad - patch + 1) / stride));
    const end = Math.min(outputs, Math.floor((at + length - 1 + pad) / stride) + 1);
    most = Math.max(most, end - begin);
    return begin;
  });
  return { length: most, from: first.map((at) => Math.min(at, outputs - most)) };
}

/** Where each place's changed square and its window stand, as `overlaidWindows` wants it. */
function placesOf(rows: Span, columns: Span, seenFrom: (place: number) => readonly [number, number]): tf.Tensor2D {
  const places = new Float32Array(4 * rows.from.length);
  for (const [i, row] of rows.from.entries()) places.set([row, columns.from[i]!, ...seenFrom(i)], 4 * i);
  return tf.tensor2d(places, [rows.from.length, 4]);
}
