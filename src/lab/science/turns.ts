/** Work that pauses now and then: whoever does it can listen in between, and leave it. */
export type InTurns<T> = Generator<void, T>;

/** The work without its pauses. */
export function atOnce<T>(work: InTurns<T>): T {
  for (;;) {
    const turn = work.next();
    if (turn.done) return turn.value;
  }
}

/** The work as a part of a generator that has something to yield at each pause. */
export function* inTurns<T, F>(work: InTurns<T>, atPause: () => F): Generator<F, T> {
  try {
    for (;;) {
      const turn = work.next();
      if (turn.done) return turn.value;
      yield atPause();
    }
  } finally {
    work.return(undefined as T);
  }
}
