import { fork } from 'node:child_process';
import type { Result } from '../../contract/results.ts';
import { measureRun, type Run } from './measure.ts';

/** Who measures runs, one after the other. */
export interface Measurer {
  measure(run: Run): Promise<Result['readouts']>;
  end(): void;
}

/** This process itself. */
export const ownMeasurer: Measurer = { measure: measureRun, end: () => undefined };

interface Answer {
  readonly found?: Result['readouts'];
  readonly error?: string;
}

/** A process of its own, on a core of its own: `file` answers runs with what they found. */
export function startMeasurer(file: string): Measurer {
  // Advanced: numbers that JSON has not (−Infinity) come as they are.
  const child = fork(file, { serialization: 'advanced' });
  return {
    measure: (run) =>
      new Promise((resolve, reject) => {
        const gone = () => reject(new Error(`The process that measured ${run.name} is gone.`));
        child.once('exit', gone);
        child.once('message', (answer) => {
          child.off('exit', gone);
          const { found, error } = answer as Answer;
          if (found) resolve(found);
          else reject(new Error(`${run.name} ${JSON.stringify(run.params)}: ${error}`));
        });
        child.send(run);
      }),
    end: () => void child.kill(),
  };
}

/**
 * Lets every measurer take the next run as soon as it is free. Who measures what depends on their pace; what is found does
 * not, since a run's numbers are its settings' alone.
 * @param next undefined when there is no more to do
 * @throws what a run throws
 */
export async function measureAll<T extends { readonly run: Run }>(
  measurers: readonly Measurer[],
  next: () => T | undefined,
  onFound: (item: T, found: Result['readouts'], ms: number) => void,
): Promise<void> {
  let failed = false;
  const work = async (measurer: Measurer) => {
    for (let item = next(); item && !failed; item = next()) {
      const began = performance.now();
      const { name, params } = item.run;
      onFound(item, await measurer.measure({ name, params }), performance.now() - began);
    }
  };
  try {
    await Promise.all(measurers.map(work));
  } finally {
    failed = true;
    for (const measurer of measurers) measurer.end();
  }
}
