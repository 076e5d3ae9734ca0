import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, hasLabKernels, runLabKernel } from './registration.ts';

export interface OverlaidWindows {
  /** [count, 4], whole numbers: the row and the column of each small image, then those of its window. */
  readonly places: tf.Tensor2D;
  /** Of every window. */
  readonly height: number;
  readonly width: number;
}

/**
 * Windows of one image with something laid over it, each time something else elsewhere; zero outside the image. Off the tape.
 *
 * @param image [1, H, W, C]
 * @param small [count, h, w, C], each within the image
 * @returns [count, height, width, C]
 */
export function overlaidWindows(image: tf.Tensor4D, small: tf.Tensor4D, windows: OverlaidWindows): tf.Tensor4D {
  const { places, height, width } = windows;
  if (image.shape[0] !== 1) throw new Error(`overlaidWindows: ${image.shape[0]} images, one needed.`);
  if (image.shape[3] !== small.shape[3]) {
    throw new Error(`overlaidWindows: ${small.shape[3]} channels over ${image.shape[3]}.`);
  }
  if (places.shape[0] !== small.shape[0] || places.shape[1] !== 4) {
    throw new Error(`overlaidWindows: places [${places.shape}] for ${small.shape[0]} small images.`);
  }
  if (!hasLabKernels() || image.size * small.size === 0) return composedOverlaidWindows(image, small, windows);
  return runLabKernel('LabOverlaidWindows', { image, small, places }, { height, width })[0] as tf.Tensor4D;
}

/** The same without a kernel. */
export function composedOverlaidWindows(
  image: tf.Tensor4D,
  small: tf.Tensor4D,
  { places, height, width }: OverlaidWindows,
): tf.Tensor4D {
  const [, H, W, C] = image.shape;
  const [count, h, w] = small.shape;
  const [below, above, at] = [image, small, places].map((t) => t.dataSync<'float32'>()) as Float32Array[];
  const out = new Float32Array(count * height * width * C);
  for (let n = 0; n < count; n++) {
    const [y0, x0, top, left] = at!.subarray(4 * n, 4 * n + 4) as unknown as [number, number, number, number];
    /** Copies what `from` has in the window; `row0` and `column0` are its place in the image. */
    const lay = (from: Float32Array, first: number, rows: number, columns: number, row0: number, column0: number) => {
      const [begin, end] = [Math.max(column0, left), Math.min(column0 + columns, left + width)];
      if (begin >= end) return;
      for (let y = Math.max(row0, top); y < Math.min(row0 + rows, top + height); y++) {
        const line = first + ((y - row0) * columns - column0) * C;
        out.set(from.subarray(line + begin * C, line + end * C), ((n * height + y - top) * width + begin - left) * C);
      }
    };
    lay(below!, 0, H, W, 0, 0);
    lay(above!, n * h * w * C, h, w, y0, x0);
  }
  return tf.tensor4d(out, [count, height, width, C]);
}

defineKernel('LabOverlaidWindows', (host, { image, small, places }, attributes) => {
  const { height, width } = attributes as unknown as Pick<OverlaidWindows, 'height' | 'width'>;
  const [, H, W, C] = image!.shape as [number, number, number, number];
  const [count, h, w] = small!.shape as [number, number, number];
  return host.call({
    inputs: [image!, small!, places!],
    outputs: [[count, height, width, C]],
    scratch: 0,
    run: (kernels, { inputs: [below, above, at], outputs: [out] }) =>
      kernels.overlaidWindows(below!, above!, at!, out!, count, H, W, C, h, w, height, width),
  });
});
