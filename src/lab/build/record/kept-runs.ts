import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../contract/results.ts';
import { hashOf, openStore } from '../../../store/store.ts';
import type { Run } from './measure.ts';

const usualFolder = join('.cache', 'record');

/** What was found before a recording was interrupted, by the code that found it: a file for every run. */
export interface KeptRuns {
  read(run: Run): Result['readouts'] | undefined;
  write(run: Run, found: Result['readouts']): void;
  /** When they stand in the record: who asks again has them measured again. */
  clear(): void;
}

export function keptRuns(name: string, code: string, folder = usualFolder): KeptRuns {
  const store = openStore(folder);
  const room = `${name}-${code}`;
  const file = ({ params }: Run) => `${hashOf(JSON.stringify(params))}.json`;
  return {
    read(run) {
      const text = store.read(room, file(run))?.toString('utf8');
      if (text === undefined) return undefined;
      const entries = Object.entries(JSON.parse(text) as Record<string, string | null>);
      return Object.fromEntries(entries.map(([key, value]) => [key, value === null ? null : Number(value)]));
    },
    write(run, found) {
      // As text: JSON has no −Infinity.
      const entries = Object.entries(found).filter(([, value]) => value !== undefined);
      const texts = entries.map(([key, value]) => [key, value === null ? null : String(value)]);
      store.write(room, file(run), JSON.stringify(Object.fromEntries(texts)));
    },
    clear() {
      for (const one of globSync(`${name}-*`, { cwd: folder }))
        if (/^-[0-9a-f]{12}$/.test(one.slice(name.length))) rmSync(join(folder, one), { recursive: true, force: true });
    },
  };
}
