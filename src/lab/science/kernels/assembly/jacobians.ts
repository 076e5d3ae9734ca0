import { loadSome, slope4, storeSome } from './activations';

const RESIDUAL: i32 = 1;
const HIGHWAY: i32 = 2;

/**
 * The Jacobian of every layer of a stack at one example, after denseForward with one row: out[l][i][a] = d h_l,a / d h_(l-1),i,
 * so that like the weights it is applied from the right. With s = f'(z): W s; I + branch W s; or, with gate t,
 * diag(1 - t) + W t s + Wt (f - h) t (1 - t), each factor one of its column.
 *
 * @param h [L + 1, n], inner [L, n] or for highway [2 L, n], as denseForward left them
 * @param out [L, n, n]
 */
export function stackJacobians(
  form: i32, kind: i32, branch: f32,
  weights: usize, gateWeights: usize, h: usize, inner: usize, out: usize,
  L: i32, n: i32,
): void {
  const line = (<usize>n) << 2;
  const square = line * n;
  const one = f32x4.splat(1);
  for (let l = 0; l < L; l++) {
    const at = <usize>l;
    const x = h + at * line;
    const y = form == RESIDUAL || form == HIGHWAY ? inner + at * line : x + line;
    const gate = inner + (<usize>(L + l)) * line;
    for (let a = 0; a < n; a += 4) {
      const column = (<usize>a) << 2;
      const some = n - a;
      const f = load(y + column, some);
      let factor = slope4(kind, f);
      let gateFactor = f32x4.splat(0);
      if (form == RESIDUAL) factor = f32x4.mul(factor, f32x4.splat(branch));
      if (form == HIGHWAY) {
        const t = load(gate + column, some);
        factor = f32x4.mul(factor, t);
        gateFactor = f32x4.mul(f32x4.mul(f32x4.sub(f, load(x + column, some)), t), f32x4.sub(one, t));
      }
      let from = weights + at * square + column;
      let gateFrom = gateWeights + at * square + column;
      let to = out + at * square + column;
      for (let i = 0; i < n; i++) {
        let product = f32x4.mul(load(from, some), factor);
        if (form == HIGHWAY) product = f32x4.add(product, f32x4.mul(load(gateFrom, some), gateFactor));
        if (some >= 4) v128.store(to, product);
        else storeSome(to, product, some);
        from += line;
        gateFrom += line;
        to += line;
      }
    }
    // What passes the layer unchanged.
    if (form != RESIDUAL && form != HIGHWAY) continue;
    for (let i = 0; i < n; i++) {
      const place = out + at * square + (<usize>i) * (line + 4);
      const passes: f32 = form == HIGHWAY ? 1 - f32.load(gate + ((<usize>i) << 2)) : 1;
      f32.store(place, f32.load(place) + passes);
    }
  }
}

// @ts-ignore: decorator
@inline
function load(at: usize, count: i32): v128 {
  return count >= 4 ? v128.load(at) : loadSome(at, count);
}
