import { floats, move } from './conv-layout';

/**
 * From one image [H, W, C] one window [height, width, C] for each of `count` small images [h, w, C], which lies over it:
 * zero outside the image.
 *
 * @param places [count, 4], whole numbers: the row and the column of the small image, then of the window
 */
export function overlaidWindows(
  image: usize, small: usize, places: usize, out: usize, count: i32,
  H: i32, W: i32, C: i32, h: i32, w: i32, height: i32, width: i32,
): void {
  const line = width * C;
  for (let n = 0; n < count; n++) {
    const y0 = <i32>f32.load(places);
    const x0 = <i32>f32.load(places, 4);
    const top = <i32>f32.load(places, 8);
    const left = <i32>f32.load(places, 12);
    places += 16;
    // Columns of the window: those inside the image, and of these the ones under the small image.
    const begin = min(max(-left, 0), width);
    const end = max(min(W - left, width), begin);
    const first = min(max(x0 - left, 0), width);
    const last = max(min(x0 + w - left, width), first);
    for (let i = 0; i < height; i++) {
      const y = top + i;
      if (y < 0 || y >= H) clear(out, line);
      else {
        clear(out, begin * C);
        move(floats(image, (y * W + left + begin) * C), floats(out, begin * C), (end - begin) * C);
        clear(floats(out, end * C), (width - end) * C);
      }
      if (y >= y0 && y < y0 + h && first < last) {
        move(floats(small, ((n * h + y - y0) * w + left + first - x0) * C), floats(out, first * C), (last - first) * C);
      }
      out = floats(out, line);
    }
  }
}

// @ts-ignore: decorator
@inline
function clear(at: usize, count: i32): void {
  for (let i = 0; i < count; i++) f32.store(floats(at, i), 0);
}
