/** A thread of cards-ahead.ts. */
import { workerData } from 'node:worker_threads';
import { cardPicture } from './card.ts';
import { open, settled, taken, type Share } from './cards-ahead.ts';

const { cards, standing } = workerData as Share;
const states = new Int32Array(standing);
for (let i = cards.length - 1; i >= 0; i--) {
  if (Atomics.compareExchange(states, i, open, taken) !== open) continue;
  try {
    await cardPicture(cards[i]!);
  } catch {
    // Whoever asks for this card meets the same, and says so.
  }
  Atomics.store(states, i, settled);
  Atomics.notify(states, i);
}
