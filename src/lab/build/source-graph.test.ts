import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importsOf } from '../../../tests/house/imports.ts';
import { sourceGraph, specifiersOf } from './source-graph.ts';

const files = globSync('src/{lab/contract,lab/science,lab/worker,experiments}/**/*.{ts,tsx}')
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.|\.d\.ts$|\/assembly\//.test(file));

test('the pattern reads of every file what TypeScript reads', () => {
  for (const file of files) {
    const ours = specifiersOf(readFileSync(file, 'utf8')).length;
    const theirs = importsOf(file).filter(
      ({ kind, to }) => kind !== 'type' && !(kind === 'dynamic' && to.startsWith('src/experiments/')),
    );
    expect(ours, file).toBe(theirs.length);
  }
});

test('a science’s hash follows what it imports: its own files, the kernels’ sources, the ops, the packages; no picture', () => {
  const { files: found, packages } = sourceGraph([
    'src/experiments/vanishing-gradient/experiment.ts',
    'src/lab/worker/backend.ts',
  ]);
  expect(found).toContain('src/experiments/vanishing-gradient/params.ts');
  expect(found).toContain('src/lab/science/nn/error-propagation.ts');
  expect(found).toContain('src/lab/science/kernels/assembly/gemm.ts');
  expect(found).toContain('src/lab/worker/stock-ops.mjs');
  expect(found.filter((file) => /figure|View|lab\/page|lab\/build/.test(file))).toEqual([]);
  expect(packages).toContain('@tensorflow/tfjs-core');
});

test('an import that leads nowhere is named', () => {
  expect(() => sourceGraph(['src/no-such-file.ts'])).toThrow('no-such-file');
});
