/**
 * A seeded source of random numbers, identical in Node and in every browser.
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand); seeding: splitmix32. Both are public domain algorithms.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Normal with mean 0 and variance 1 (Box-Muller). */
  normal(): number;
  /** Uniform integer in [0, n). */
  integer(n: number): number;
}

/**
 * @param seed any finite number; only its integer part counts
 * @param stream a name for what is drawn ("weights", "data"): streams of one seed are independent, so that
 *   drawing more data does not change the weights
 */
export function createRandom(seed: number, stream: string): Random {
  let state = Math.trunc(seed) >>> 0;
  for (const character of stream) state = (Math.imul(state, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  const split = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  // Signed: V8 keeps a 32-bit number with a sign in a register, one without often as a floating-point number.
  let [a, b, c, counter] = [split() | 0, split() | 0, split() | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();

  let spare: number | undefined;
  const uniform = () => next() / 0x1_0000_0000;
  const normal = () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { uniform, normal, integer: (n) => Math.floor(uniform() * n) };
}

/** Puts the items into random order, in place (Fisher & Yates): every order is equally likely. */
export function shuffle<T>(items: { readonly length: number; [index: number]: T }, random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
