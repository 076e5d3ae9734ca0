import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { defineParams } from '../../contract/definition.ts';
import { defineExperiment, type Frame } from '../../contract/experiment.ts';
import { chooseBackend } from '../../worker/backend.ts';
import { experimentNames, loadExperiment } from '../../worker/registry.ts';
import { fuzzAddresses, fuzzRun } from './fuzz-experiment.ts';
import { wordless } from '../../../../tests/wordless.ts';

/** A share of what `npm run fuzz` does. */
test.each(experimentNames)('%s: 300 hostile addresses give settings that can be, and nothing throws', async (name) => {
  const { definition } = await loadExperiment(name);
  expect(fuzzAddresses(definition, 300, 1)).toEqual([]);
});

describe('a run with random settings', () => {
  beforeAll(async () => void (await chooseBackend()));
  const definition = defineParams({
    name: 'counter',
    ...wordless,
    schema: { n: { kind: 'number', label: '数', min: 0, max: 9, step: 1, default: 3 } },
    readouts: { n: { label: '数', unit: 'number', means: '数到几' } },
    series: { all: { label: '所有', unit: 'number', means: '数过的', length: () => 2 } },
  });
  type Counter = typeof definition;
  const frame = (progress: number, n = 1, length = 2): Frame<Counter> => ({
    progress,
    snapshot: () => ({ readouts: { n }, series: { all: new Float64Array(length) } }),
  });
  const faultsOf = (run: () => Generator<Frame<Counter>, void>) =>
    fuzzRun(definition, defineExperiment(definition, { run }) as never, 1, 5).faults.join(' ');

  test('is quiet where all is as declared, and finds what is not', () => {
    const runs: Readonly<Record<string, () => Generator<Frame<Counter>, void>>> = {
      '': function* () {
        yield frame(0.5);
        yield frame(1);
      },
      'The readout "n" is NaN': function* () {
        yield frame(1, NaN);
      },
      'has 3 numbers instead of 2': function* () {
        yield frame(1, 1, 3);
      },
      'progress went from 0.5 to 0.4': function* () {
        yield frame(0.5);
        yield frame(0.4);
        yield frame(1);
      },
      'ended at progress 0.5': function* () {
        yield frame(0.5);
      },
      'Error: planted': function* () {
        yield frame(0.5);
        throw new Error('planted');
      },
      '1 tensors are left': function* () {
        tf.zeros([1]);
        yield frame(1);
      },
    };
    for (const [fault, run] of Object.entries(runs)) {
      const found = faultsOf(run);
      if (fault === '') expect(found).toBe('');
      else expect(found).toContain(fault);
    }
  });
});
