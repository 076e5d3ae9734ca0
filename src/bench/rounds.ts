/** One way of doing a case's work. */
export interface Contestant {
  readonly name: string;
  /** In Chinese, as the page /bench/ shows it. */
  readonly label: string;
  /** Does the work `times` times and answers only when it is done. */
  run(times: number): Promise<Duration>;
  /** A number that every contestant of the case must agree on: they do the same work. Asked after `stepsBeforeProbe` steps. */
  probe?(): Promise<number>;
  dispose?(): void;
}

/** Milliseconds; cpu of the whole process, null where it cannot be had. */
export interface Duration {
  readonly wall: number;
  readonly cpu: number | null;
}

/** Medians over the rounds, in milliseconds for the work done once. */
export interface Measured {
  readonly name: string;
  readonly label: string;
  readonly wall: number;
  readonly cpu: number | null;
  /** First and third quartile of the wall time. */
  readonly quartiles: readonly [number, number];
  readonly rounds: number;
  /** How often the work was done in each round. */
  readonly times: number;
}

export interface RoundOptions {
  readonly rounds: number;
  /** What a contestant may take in one round, in milliseconds; at least one step is done. */
  readonly slice: number;
  readonly onRound?: (done: number, total: number) => void;
}

export const stepsBeforeProbe = 3;

/**
 * Contestants in turn, round after round, each round beginning with another one: what disturbs the machine disturbs all.
 * The first rounds warm up and do not count.
 * @throws if two contestants do not arrive at the same number
 */
export async function inTurns(contestants: readonly Contestant[], options: RoundOptions): Promise<Measured[]> {
  const { rounds, slice, onRound } = options;
  const probes: (readonly [string, number])[] = [];
  const times: number[] = [];
  for (const contestant of contestants) {
    let last = 0;
    for (let step = 0; step < stepsBeforeProbe; step++) last = (await contestant.run(1)).wall;
    if (contestant.probe) probes.push([contestant.name, await contestant.probe()]);
    times.push(Math.min(500, Math.max(1, Math.round(slice / Math.max(last, 0.01)))));
  }
  agree(probes);
  // Compilers need more than three steps of a short work; the number of steps is settled when they are done.
  for (const [i, contestant] of contestants.entries()) {
    if (times[i]! > 1) {
      const { wall } = await contestant.run(times[i]!);
      times[i] = Math.min(500, Math.max(1, Math.round((slice * times[i]!) / Math.max(wall, 0.01))));
    }
  }
  const found: Duration[][] = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const i = (round + turn) % contestants.length;
      const { wall, cpu } = await contestants[i]!.run(times[i]!);
      found[i]!.push({ wall: wall / times[i]!, cpu: cpu === null ? null : cpu / times[i]! });
    }
    onRound?.(round + 1, rounds);
  }
  return contestants.map(({ name, label }, i) => {
    const walls = found[i]!.map(({ wall }) => wall);
    const cpus = found[i]!.flatMap(({ cpu }) => (cpu === null ? [] : [cpu]));
    return {
      name,
      label,
      wall: quantile(walls, 0.5),
      cpu: cpus.length === walls.length ? quantile(cpus, 0.5) : null,
      quartiles: [quantile(walls, 0.25), quantile(walls, 0.75)],
      rounds,
      times: times[i]!,
    };
  });
}

/** float32, summed in another order over hundreds of steps, may differ this much. */
const tolerance = 2e-3;

function agree(probes: readonly (readonly [string, number])[]): void {
  const [first] = probes;
  if (!first) return;
  for (const [name, value] of probes) {
    if (!(Math.abs(value - first[1]) <= tolerance * Math.abs(first[1]))) {
      throw new Error(`"${name}" does other work than "${first[0]}": it found ${value}, not ${first[1]}.`);
    }
  }
}

/** Between the two nearest, as usual. @param share 0.5 is the median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}
