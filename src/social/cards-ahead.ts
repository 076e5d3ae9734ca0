import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { isCardKept, type Card } from './kept-cards.ts';

/** What a thread is given. */
export interface Share {
  readonly cards: readonly Card[];
  /** One number a card: who has it. */
  readonly standing: SharedArrayBuffer;
}

/** Nobody's yet; somebody draws it; whatever came of it, nobody need wait any more. */
export const [open, taken, settled] = [0, 1, 2];

/** Below that, starting a thread takes longer than it saves. */
const worthwhile = 60;
const most = 3;

/** For every card that is under way, how to wait for it. */
let awaited = new Map<string, () => Promise<void>>();

/**
 * Lets the other cores draw cards that are not kept yet, from the last one on, while this one makes pages and draws from the
 * first on. What they draw they keep (card.ts).
 * @param cards in the order in which they will be asked for
 * @param threads how many, for tests
 */
export function drawAhead(cards: readonly Card[], threads = threadsFor(cards)): void {
  const missing = threads === 0 ? [] : cards.filter((card) => !isCardKept(card));
  const standing = new SharedArrayBuffer(4 * missing.length);
  const states = new Int32Array(standing);
  awaited = new Map(missing.map((card, i) => [JSON.stringify(card), () => ourTurn(states, i)]));
  for (let i = 0; i < Math.min(threads, missing.length); i++) {
    const worker = new Worker(pathToFileURL(join(process.cwd(), 'src', 'social', 'card-worker.ts')), {
      workerData: { cards: missing, standing } satisfies Share,
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 },
    });
    // A build that has failed does not wait for cards.
    worker.unref();
    const leave = () => {
      // What it had begun is drawn by whoever asks for it.
      states.forEach((state, at) => {
        if (state === taken) Atomics.store(states, at, settled);
        Atomics.notify(states, at);
      });
    };
    worker.once('error', leave);
    worker.once('exit', leave);
  }
}

function threadsFor(cards: readonly Card[]): number {
  return cards.length < worthwhile ? 0 : Math.min(availableParallelism() - 1, most);
}

/** Resolves when this card is kept, or ours to draw. */
export async function whenDrawn(card: Card): Promise<void> {
  await awaited.get(JSON.stringify(card))?.();
}

async function ourTurn(states: Int32Array, i: number): Promise<void> {
  // Taken by us it is for the others as good as drawn.
  if (Atomics.compareExchange(states, i, open, settled) === open) return;
  const waiting = Atomics.waitAsync(states, i, taken);
  if (waiting.async) await waiting.value;
}
