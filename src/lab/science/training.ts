/** A training as its experiment describes it; `F` is a frame of the experiment's run, `P` a moment at which only a stop is heard. */
export interface Training<F, P = never> {
  readonly steps: number;
  /** Makes one step, counted from 1. */
  step(step: number): void;
  /** What is known after so many steps, 0 before the first. */
  frame(step: number): F;
  /**
   * Measures what the last frame shows, where that takes long: in turns, between which a stop is heard. In a pause between two
   * of them the frame before is looked at, after the last step.
   */
  conclude?(): Generator<P, void>;
  /** Frees every tensor. */
  dispose(): void;
}

/** The loop of a training: a frame before the first step and after each. */
export function* train<F, P = never>(training: Training<F, P>): Generator<F | P, void> {
  try {
    yield training.frame(0);
    for (let step = 1; step <= training.steps; step++) {
      training.step(step);
      if (step === training.steps && training.conclude) yield* training.conclude();
      yield training.frame(step);
    }
  } finally {
    training.dispose();
  }
}

/** A learning rate that falls along a line: `first` at step 1, `last` at the last step. */
export function fallingRate(first: number, last: number, steps: number): (step: number) => number {
  return (step) => first + ((last - first) * (step - 1)) / Math.max(1, steps - 1);
}

/** Means of `size` values after each other, [floor(length / size)]: a single batch's loss jumps about, its mean shows where it goes. */
export function blockMeans(values: ArrayLike<number>, size: number): Float64Array {
  return Float64Array.from({ length: Math.floor(values.length / size) }, (_, block) => {
    let sum = 0;
    for (let i = block * size; i < (block + 1) * size; i++) sum += values[i]!;
    return sum / size;
  });
}

/** The flat weights of several networks one after another. */
export function joinedWeights(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
