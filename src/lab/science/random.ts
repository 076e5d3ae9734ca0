/**
 * A seeded source of random numbers, identical in Node and in every browser.
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand); seeding: splitmix32. Both are public domain algorithms.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Normal with mean 0 and variance 1 (Box & Muller 1958). */
  normal(): number;
  /** Fills `into` with the next of them: the same ones, and faster when they are many. */
  normals(into: Float64Array): void;
  /** Uniform integer in [0, n). */
  integer(n: number): number;
  /** Fills `into` with random bits: each of its numbers is 2^32 of a uniform one, with a sign. */
  bits(into: Int32Array): void;
}

/** Bits of so many numbers are drawn at a time: they stay in the fastest cache. */
const chunk = 256;

/**
 * @param seed any finite number; only its integer part counts
 * @param stream a name for what is drawn ("weights", "data"): streams of one seed are independent, so that
 *   drawing more data does not change the weights
 */
export function createRandom(seed: number, stream: string): Random {
  const state = seeded(seed, stream);
  const bits = new Int32Array(chunk);
  const pair = new Float64Array(2);
  let isSpare = false;
  const uniform = () => (nextOf(state) >>> 0) / 0x1_0000_0000;
  const normal = () => {
    if (isSpare) {
      isSpare = false;
      return pair[1]!;
    }
    fillBits(state, bits, 2);
    normalPairs(bits, 2, pair, 0);
    isSpare = true;
    return pair[0]!;
  };
  return {
    uniform,
    normal,
    normals(into) {
      let at = 0;
      if (isSpare && into.length > 0) into[at++] = normal();
      while (at + 1 < into.length) {
        const count = Math.min(chunk, (into.length - at) & ~1);
        fillBits(state, bits, count);
        normalPairs(bits, count, into, at);
        at += count;
      }
      if (at < into.length) into[at] = normal();
    },
    integer: (n) => Math.floor(uniform() * n),
    bits: (into) => fillBits(state, into, into.length),
  };
}

/** The state of sfc32. In an array: Chromium keeps a closure's number of more than 31 bits on the heap, a new one each time. */
function seeded(seed: number, stream: string): Int32Array {
  let state = Math.trunc(seed) >>> 0;
  for (const character of stream) state = (Math.imul(state, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  const split = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  const found = Int32Array.of(split(), split(), split(), 1);
  for (let i = 0; i < 12; i++) nextOf(found);
  return found;
}

/** The next 32 bits of a state, which moves on. */
function nextOf(state: Int32Array): number {
  const b = state[1]!;
  const c = state[2]!;
  const counter = state[3]!;
  const sum = (((state[0]! + b) | 0) + counter) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
  state[3] = counter + 1;
  return sum;
}

function fillBits(state: Int32Array, into: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) into[i] = nextOf(state);
}

/*
 * Logarithm, sine and cosine of our own: of a browser's, ECMAScript does not say the last digits, and these know where their
 * arguments lie. With the loops above that is a quarter of the time in Chromium. Odd and even powers are summed apart, which
 * keeps the processor's units busy. Against the machine's functions: random.test.ts.
 */

const radiansOfUnit = Math.PI / 2 / 2 ** 30;
const sineOfQuarter = new Float64Array([0, 1, 0, -1]);
const cosineOfQuarter = new Float64Array([1, 0, -1, 0]);

/** Box & Muller: `count` times 32 bits, two for a radius and an angle each, become as many normal numbers at into[at ...]. */
function normalPairs(bits: Int32Array, count: number, into: Float64Array, at: number): void {
  for (let i = 0; i < count; i += 2) {
    const radius = radiusOf(bits[i]!);
    // 2^30 is a quarter turn: the nearest one, and the angle from there, at most an eighth of a turn.
    const turned = (bits[i + 1]! + 0x2000_0000) | 0;
    const quarter = turned >>> 30;
    const x = ((turned & 0x3fff_ffff) - 0x2000_0000) * radiansOfUnit;
    const y = x * x;
    const sine = x + x * y * sineTail(y);
    const cosine = 1 + y * cosineTail(y);
    into[at + i] = radius * (cosineOfQuarter[quarter]! * cosine - sineOfQuarter[quarter]! * sine);
    into[at + i + 1] = radius * (cosineOfQuarter[quarter]! * sine + sineOfQuarter[quarter]! * cosine);
  }
}

/** sqrt(-2 ln(1 - bits / 2^32)) for 32 random bits: a radius of Box & Muller. */
function radiusOf(bits: number): number {
  if (bits === 0) return 0;
  // 1 - bits / 2^32 is whole / 2^32, and whole = mantissa 2^exponent with a mantissa between sqrt(1/2) and sqrt(2): found
  // without a branch, which would be guessed wrongly half of the time.
  const whole = -bits >>> 0;
  const zeros = Math.clz32(whole);
  const above = (sqrtTwo - ((whole << zeros) >>> 1)) >>> 31;
  const exponent = 31 - zeros + above;
  const mantissa = whole * powers[exponent]!;
  // ln(mantissa) = 2 artanh(s), |s| < .172: the rest of the series is below 1e-17.
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  const w = z * z;
  const odd = z * (1 / 3 + w * (1 / 7 + w * (1 / 11 + w * (1 / 15 + w * (1 / 19)))));
  const even = w * (1 / 5 + w * (1 / 9 + w * (1 / 13 + w * (1 / 17 + w * (1 / 21)))));
  return Math.sqrt(-2 * ((exponent - 32) * Math.LN2 + 2 * s * (1 + (odd + even))));
}
/** The square root of 2 in units of 2^-30. */
const sqrtTwo = Math.floor(Math.SQRT2 * 2 ** 30);
/** 2^-exponent */
const powers = Float64Array.from({ length: 33 }, (_, exponent) => 2 ** -exponent);

/** (sin x - x) / x^3 by y = x^2, to x^15 of the sine. */
function sineTail(y: number): number {
  const v = y * y;
  return S3 + v * (S7 + v * (S11 + v * S15)) + y * (S5 + v * (S9 + v * S13));
}

/** (cos x - 1) / x^2 by y = x^2, to x^16 of the cosine. */
function cosineTail(y: number): number {
  const v = y * y;
  return C2 + v * (C6 + v * (C10 + v * C14)) + y * (C4 + v * (C8 + v * (C12 + v * C16)));
}

/** Taylor's coefficients: 1 / n! with their signs. */
const S3 = -1 / 6;
const S5 = -S3 / 20;
const S7 = -S5 / 42;
const S9 = -S7 / 72;
const S11 = -S9 / 110;
const S13 = -S11 / 156;
const S15 = -S13 / 210;
const C2 = -1 / 2;
const C4 = -C2 / 12;
const C6 = -C4 / 30;
const C8 = -C6 / 56;
const C10 = -C8 / 90;
const C12 = -C10 / 132;
const C14 = -C12 / 182;
const C16 = -C14 / 240;

/** Puts the items into random order, in place (Fisher & Yates): every order is equally likely. */
export function shuffle<T>(items: { readonly length: number; [index: number]: T }, random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
