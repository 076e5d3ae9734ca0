/** Measures the runs that its parent sends, one at a time (src/lab/build/record/pool.ts), until the parent ends it or is gone. */
import { runInVite } from './run-in-vite.mjs';

process.once('disconnect', () => process.exit());

await runInVite('/src/lab/build/record/measure.ts', async ({ measureRun }) => {
  for (;;) {
    const run = await nextRun();
    try {
      process.send?.({ found: await measureRun(run) });
    } catch (error) {
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
});

/** @returns {Promise<any>} */
function nextRun() {
  return new Promise((resolve) => process.once('message', resolve));
}
