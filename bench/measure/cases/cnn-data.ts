import { gaussian } from '../../../src/lab/science/nn/initialise.ts';
import { createRandom } from '../../../src/lab/science/random.ts';

/** A small convolutional net on colour pictures: three convolutions 3x3 with stride 2, one zero around, and ReLU; a dense layer. */
export interface CnnShape {
  /** How many go through the net together. */
  readonly B: number;
  /** All pictures, in batches of B; the last one may be smaller. */
  readonly images: number;
  readonly side: number;
  /** Of the picture and after every convolution. */
  readonly channels: readonly [number, number, number, number];
  readonly classes: number;
}

/** filterL: [3, 3, in, out]; dense: [rows, classes], rows in the order height, width, channel; biases are zero. */
export interface CnnData {
  /** [images, side, side, 3] */
  readonly x: Float32Array;
  /** One-hot, [images, classes]. */
  readonly labels: Float32Array;
  readonly filter0: Float32Array;
  readonly filter1: Float32Array;
  readonly filter2: Float32Array;
  readonly dense: Float32Array;
}

const net = { side: 32, channels: [3, 8, 16, 32], classes: 10 } as const;

export const cnnStepCase = {
  id: 'cnn-32',
  title: '卷积网络训练一步：32×32 彩图，卷积 8-16-32（3×3，步幅 2），批 32，十类',
  shape: { ...net, B: 32, images: 32 } satisfies CnnShape,
} as const;

export const cnnEpochCase = {
  id: 'cnn-epoch',
  title: '同一个卷积网络训练一轮：1,000 张图，批 32',
  shape: { ...net, B: 32, images: 1000 } satisfies CnnShape,
} as const;

/** Positions of the grey square on a side, its stride and its side in pixels. */
const occlusion = { positions: 14, stride: 2, square: 6 } as const;

export const occlusionCase = {
  id: 'occlusion-196',
  title: '遮挡图：同一个网络看 196 张各遮住一块的图（只算前向）',
  shape: { ...net, B: occlusion.positions ** 2, images: occlusion.positions ** 2 } satisfies CnnShape,
} as const;

/** The square, as the science describes one; it lies within a picture of 32 x 32. */
export const occlusionPatch = {
  width: occlusion.square,
  height: occlusion.square,
  value: 0,
  places: Array.from(
    { length: occlusion.positions ** 2 },
    (_, at) =>
      [(at % occlusion.positions) * occlusion.stride, Math.floor(at / occlusion.positions) * occlusion.stride] as const,
  ),
};

/** @param kind occlusion: one picture, that of `images: 1`, again and again, with the square somewhere else */
export function cnnData(
  { images, side, channels, classes }: CnnShape,
  kind: 'random' | 'occlusion' = 'random',
): CnnData {
  const random = createRandom(3, 'bench');
  const filter = (l: number) => {
    const [from, to] = [channels[l]!, channels[l + 1]!];
    return gaussian(random, 9 * from * to, Math.sqrt(2 / (9 * from)));
  };
  const rows = (side / 8) ** 2 * channels[3];
  const labels = new Float32Array(images * classes);
  for (let i = 0; i < images; i++) labels[i * classes + (i % classes)] = 1;
  const size = side * side * channels[0];
  const pictures = gaussian(random, kind === 'random' ? images * size : size, 1);
  return {
    x: kind === 'random' ? pictures : occluded(pictures, side, channels[0]),
    labels,
    filter0: filter(0),
    filter1: filter(1),
    filter2: filter(2),
    dense: gaussian(random, rows * classes, 1 / Math.sqrt(rows)),
  };
}

function occluded(picture: Float32Array, side: number, channels: number): Float32Array {
  const { width, height, value, places } = occlusionPatch;
  const all = new Float32Array(places.length * picture.length);
  for (const [at, [left, top]] of places.entries()) {
    const copy = all.subarray(at * picture.length, (at + 1) * picture.length);
    copy.set(picture);
    for (let y = top; y < top + height; y++) {
      copy.fill(value, (y * side + left) * channels, (y * side + left + width) * channels);
    }
  }
  return all;
}
