/** Convolution and pooling in float64 by their definitions, with gradients: no matrix product, no tfjs, no kernels. */

export interface ConvolutionSides {
  readonly B: number;
  readonly H: number;
  readonly W: number;
  readonly C: number;
  readonly KH: number;
  readonly KW: number;
  readonly F: number;
  readonly stride: number;
  readonly pad: number;
}

export function convolutionShape({
  B,
  H,
  W,
  KH,
  KW,
  F,
  stride,
  pad,
}: ConvolutionSides): [number, number, number, number] {
  const side = (length: number, patch: number) => Math.floor((length + 2 * pad - patch) / stride) + 1;
  return [B, side(H, KH), side(W, KW), F];
}

/** Every product of a pixel and a weight: the indices into y, x and filter. */
function eachProduct(sides: ConvolutionSides, visit: (y: number, x: number, filter: number) => void): void {
  const { B, H, W, C, KH, KW, F, stride, pad } = sides;
  const [, OH, OW] = convolutionShape(sides);
  for (let b = 0; b < B; b++)
    for (let oy = 0; oy < OH; oy++)
      for (let ox = 0; ox < OW; ox++)
        for (let ky = 0; ky < KH; ky++)
          for (let kx = 0; kx < KW; kx++) {
            const [iy, ix] = [oy * stride - pad + ky, ox * stride - pad + kx];
            if (iy < 0 || iy >= H || ix < 0 || ix >= W) continue;
            for (let c = 0; c < C; c++)
              for (let f = 0; f < F; f++)
                visit(
                  ((b * OH + oy) * OW + ox) * F + f,
                  ((b * H + iy) * W + ix) * C + c,
                  ((ky * KW + kx) * C + c) * F + f,
                );
          }
}

/** inputs: x [B, H, W, C], filter [KH, KW, C, F], bias [F]. @returns z, before any ReLU */
export function float64Convolution(sides: ConvolutionSides, [x, filter, bias]: readonly Float64Array[]): Float64Array {
  const size = convolutionShape(sides).reduce((product, side) => product * side, 1);
  const z = Float64Array.from({ length: size }, (_, i) => bias![i % sides.F]!);
  eachProduct(sides, (to, from, weight) => (z[to]! += x![from]! * filter![weight]!));
  return z;
}

/** The gradients of sum(dz * z) in x, filter and bias. */
export function float64ConvolutionGradients(
  sides: ConvolutionSides,
  [x, filter, bias]: readonly Float64Array[],
  dz: Float64Array,
): Float64Array[] {
  const [dx, dFilter, dBias] = [x!, filter!, bias!].map((v) => new Float64Array(v.length));
  eachProduct(sides, (to, from, weight) => {
    dx![from]! += dz[to]! * filter![weight]!;
    dFilter![weight]! += dz[to]! * x![from]!;
  });
  dz.forEach((v, i) => (dBias![i % sides.F]! += v));
  return [dx!, dFilter!, dBias!];
}

/** The largest of each 2 x 2 block, and where it stands in x (the first of equals). */
export function float64MaxPool(
  x: Float64Array,
  [B, H, W, C]: readonly [number, number, number, number],
): { readonly y: Float64Array; readonly from: readonly number[] } {
  const from: number[] = [];
  for (let b = 0; b < B; b++)
    for (let i = 0; i + 1 < H; i += 2)
      for (let j = 0; j + 1 < W; j += 2)
        for (let c = 0; c < C; c++) {
          const at = (row: number, column: number) => ((b * H + i + row) * W + j + column) * C + c;
          from.push([at(0, 1), at(1, 0), at(1, 1)].reduce((best, k) => (x[k]! > x[best]! ? k : best), at(0, 0)));
        }
  return { y: Float64Array.from(from, (k) => x[k]!), from };
}
