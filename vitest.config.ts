import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { labPlugins } from './scripts/serve/lab-plugins.mjs';
import { writeIslands } from './src/lab/build/experiment-islands.ts';

// The house's rules are also about what they import.
writeIslands(import.meta.dirname);

/** Files that take half a minute and more: begun last, one of them would run on while the other cores wait. */
const long =
  /\/(every-backend|failures|desk|options|good-site|experiments|cause-and-effect|pages-\w+|experiment-anywhere|vanishing-gradient|words|lecture-post)\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Tests sit by what they prove: mathematics beside its code, the content pipeline in tests/build, behaviour in tests/browser. */
export default defineConfig({
  plugins: labPlugins(),
  test: {
    // What authors are told is in the language of their system; tests read the English.
    env: { LC_ALL: 'C.UTF-8' },
    // Every core: by itself Vitest leaves one free, which is half of a machine with two.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    // What is waited for comes, or it does not: on a busy machine a second is not long.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        ssr: { noExternal: [/^@tensorflow\//] },
        test: {
          name: 'unit',
          // A thread begins in less time than a process.
          pool: 'threads',
          setupFiles: ['tests/property-seed.ts'],
          include: ['src/**/*.test.{ts,tsx}', 'tests/house/**/*.test.ts'],
          testTimeout: 60_000,
          server: { deps: { inline: [/@tensorflow\//] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'build',
          setupFiles: ['tests/property-seed.ts'],
          include: ['tests/build/**/*.test.ts'],
          maxWorkers: 4,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/setup.ts'],
          // Some thirty seconds where they were written; machines of a third of that speed were met.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A test waits for the browser now and then. Measured on two cores: three take 213 s, four 239 s, six longer still.
          maxWorkers: 3,
          // Nothing of a file outlives it but the browser, which need not be started for each.
          isolate: false,
        },
      },
    ],
  },
});
