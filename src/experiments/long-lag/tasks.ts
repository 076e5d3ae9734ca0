import type { Random } from '../../lab/science/random.ts';
import type { SequenceBatch } from '../../lab/science/nn/sequence-net.ts';

/**
 * The tasks of Hochreiter & Schmidhuber, Long Short-Term Memory, Neural Computation 9(8), 1997, at any length p.
 *
 * - two-sequences (their 2a): x a1 ... a(p-1) x or y a1 ... a(p-1) y; what is the last symbol? Only the first one tells.
 * - temporal-order (their 6a): among random symbols stand two that are X or Y; which of XX, XY, YX, YY was it?
 * - adding (their experiment 4): among random numbers two are marked; what is 1/2 plus a quarter of their sum?
 */
export type TaskName = 'two-sequences' | 'temporal-order' | 'adding';

export interface Task {
  readonly inputs: number;
  /** Classes; 1 for a number. */
  readonly outputs: number;
  /** Sequences of one training step. */
  readonly batch: number;
  draw(random: Random, count: number): SequenceBatch;
  /** Sequences to be examined on. */
  exam(random: Random): SequenceBatch;
  /**
   * Whether these answers solve the task. two-sequences: both last symbols with a probability of at least .9;
   * temporal-order: at least 95 % right; adding: a mean squared error below .002 (always 1/2 gives 1/24). Criteria of our
   * own: the paper's are stricter, and ask for thousands of sequences after the last mistake.
   */
  solved(answers: Float32Array, exam: SequenceBatch): boolean;
}

/** Sequences of an exam, where there are more than two different ones. */
const examined = 200;
const batch = 32;

export function taskOf(name: TaskName, p: number): Task {
  if (name === 'two-sequences') return twoSequences(p);
  return name === 'temporal-order' ? temporalOrder(p) : adding(p);
}

/** The first p symbols: x or y, then a1 ... a(p-1). One column a symbol: x, y, a1 ... */
function twoSequences(p: number): Task {
  const inputs = p + 1;
  const draw = (labels: readonly number[]): SequenceBatch => {
    const count = labels.length;
    const x = new Float32Array(p * count * inputs);
    labels.forEach((label, b) => {
      x[b * inputs + label] = 1;
      for (let t = 1; t < p; t++) x[(t * count + b) * inputs + t + 1] = 1;
    });
    return { length: p, count, x, targets: Float32Array.from(labels) };
  };
  return {
    inputs,
    outputs: 2,
    batch: 2,
    draw: (random, count) => draw(Array.from({ length: count }, () => random.integer(2))),
    exam: () => draw([0, 1]),
    solved: (answers, { targets }) =>
      targets.every((label, b) => {
        const difference = answers[2 * b + label]! - answers[2 * b + 1 - label]!;
        return 1 / (1 + Math.exp(-difference)) >= 0.9;
      }),
  };
}

/** Symbols: begin, end, a, b, c, d, X, Y. The first signal stands in the second tenth, the second one just after the middle. */
function temporalOrder(p: number): Task {
  const inputs = 8;
  // In whole tenths: 30 (0.6 - 0.5) is a little less than 3.
  const inTenth = (random: Random, tenth: number) =>
    Math.floor((p * tenth) / 10) + random.integer(Math.max(1, Math.floor(p / 10)));
  const draw = (random: Random, count: number): SequenceBatch => {
    const x = new Float32Array(p * count * inputs);
    const targets = new Float32Array(count);
    for (let b = 0; b < count; b++) {
      const symbols = Array.from({ length: p }, () => 2 + random.integer(4));
      symbols[0] = 0;
      symbols[p - 1] = 1;
      const [first, second] = [random.integer(2), random.integer(2)];
      const early = Math.max(1, inTenth(random, 1));
      symbols[early] = 6 + first;
      symbols[Math.max(early + 1, inTenth(random, 5))] = 6 + second;
      symbols.forEach((symbol, t) => (x[(t * count + b) * inputs + symbol] = 1));
      targets[b] = 2 * first + second;
    }
    return { length: p, count, x, targets };
  };
  return {
    inputs,
    outputs: 4,
    batch,
    draw,
    exam: (random) => draw(random, examined),
    solved(answers, { targets }) {
      const right = targets.filter((label, b) => {
        const row = answers.subarray(4 * b, 4 * b + 4);
        return row.indexOf(Math.max(...row)) === label;
      });
      return right.length >= 0.95 * targets.length;
    },
  };
}

/** Pairs of a number between -1 and 1 and a mark: 1 for the two that count, -1 at both ends, else 0. */
function adding(p: number): Task {
  const draw = (random: Random, count: number): SequenceBatch => {
    const x = new Float32Array(p * count * 2);
    const targets = new Float32Array(count);
    for (let b = 0; b < count; b++) {
      for (let t = 0; t < p; t++) {
        x[2 * (t * count + b)] = 2 * random.uniform() - 1;
        x[2 * (t * count + b) + 1] = t === 0 || t === p - 1 ? -1 : 0;
      }
      const early = 1 + random.integer(Math.max(1, Math.floor(p / 10)));
      const late = early + 1 + random.integer(Math.max(1, Math.floor(p / 2) - early - 1));
      let sum = 0;
      for (const t of [early, late]) {
        x[2 * (t * count + b) + 1] = 1;
        sum += x[2 * (t * count + b)]!;
      }
      targets[b] = 0.5 + sum / 4;
    }
    return { length: p, count, x, targets };
  };
  return {
    inputs: 2,
    outputs: 1,
    batch,
    draw,
    exam: (random) => draw(random, examined),
    solved: (answers, { targets }) =>
      targets.reduce((sum, target, b) => sum + (answers[b]! - target) ** 2, 0) / targets.length < 0.002,
  };
}
