import { defineConfig } from 'vitest/config';
import { labPlugins } from './scripts/serve/lab-plugins.mjs';
import { writeIslands } from './src/lab/build/experiment-islands.ts';

// The house's rules are also about what they import.
await writeIslands(import.meta.dirname);

/** Tests sit by what they prove: mathematics beside its code, the content pipeline in tests/build, behaviour in tests/browser. */
export default defineConfig({
  plugins: labPlugins(),
  test: {
    // Every core: by itself Vitest leaves one free, which is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        ssr: { noExternal: [/^@tensorflow\//] },
        test: {
          name: 'unit',
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
          testTimeout: 90_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
        },
      },
    ],
  },
});
