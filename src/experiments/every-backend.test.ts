import { describe, expect, test } from 'vitest';
import { unregisterLabKernels } from '../lab/science/kernels/registration.ts';
import { defaultsOf, type Params, type ParamSchema } from '../lab/contract/schema.ts';
import { machineNow, startBackend } from '../lab/worker/backend.ts';
import type { Experiment } from '../lab/contract/experiment.ts';
import { visibleFrames } from '../lab/contract/run-to-end.ts';
import { experimentNames, loadExperiment } from '../lab/worker/registry.ts';

const places = [
  { backend: 'wasm', kernels: true, called: 'wasm + SIMD' },
  { backend: 'cpu', kernels: true, called: 'cpu + SIMD' },
  { backend: 'cpu', kernels: false, called: 'cpu' },
] as const;

/** Enough to have used every op at least once; on the other places, whose ops have the same names, the first ones. */
const steps = { wasm: 25, cpu: 4 };

/** Only the ops of lab/worker/stock-ops.mjs travel: an experiment that needs another one must fail here, by its name. */
describe.each(places)('on $called', ({ backend, kernels, called }) => {
  test.each(experimentNames)('%s finds every op that it uses, and leaves no tensor', async (name) => {
    expect(await startBackend(backend)).toBe(true);
    if (!kernels) unregisterLabKernels();
    expect(machineNow().backend).toBe(called);
    const { experiment, definition } = await loadExperiment(name);
    const before = machineNow().tensors;
    const defaults = kernels ? fewPictures(definition.schema) : smallest(definition.schema);
    // Without our kernels a step of a picture net takes seconds: its defaults have to do there.
    const slow = !kernels && ('images' in definition.schema || 'pictures' in definition.schema);
    // What only asks uses none of our kernels: it takes the same ways in each of the three.
    const questions = backend === 'wasm' ? variants(definition.schema, defaults, true) : [];
    tryOut(experiment, defaults, kernels ? steps[backend] : 2, !slow, questions);
    // Its kernels are wasm's and its ops plain cpu's: both places go all ways.
    const changed = called === 'cpu + SIMD' ? [] : variants(definition.schema, defaults, false);
    // An examination without the kernels takes a second; it asks no more of the ops than the training before it.
    if (!slow) for (const params of changed) tryOut(experiment, params, 2, kernels);
    expect(machineNow().tensors).toBe(before);
  });
});

/** The defaults, with as few pictures as may be: what they are drawn with is no op. */
function fewPictures(schema: ParamSchema): Params {
  const counts = ['images', 'faces', 'pictures'].flatMap((key) => {
    const setting = schema[key];
    return setting?.kind === 'number' ? [[key, setting.min] as const] : [];
  });
  return { ...defaultsOf(schema), ...Object.fromEntries(counts) };
}

/** The defaults with every count as small as may be, but not 0: as many ops, of smaller tensors. */
function smallest(schema: ParamSchema): Params {
  const counts = Object.entries(schema).flatMap(([key, setting]) =>
    setting.kind === 'number' && Number.isInteger(setting.step) && key !== 'seed'
      ? [[key, Math.min(setting.default, Math.max(setting.min, setting.step))] as const]
      : [],
  );
  return { ...defaultsOf(schema), ...Object.fromEntries(counts) };
}

/** A longer menu is a list of things to look at, each of which goes the same way. */
const mostWays = 12;

/**
 * The defaults with every other option of every choice, one at a time: each may take a way of its own.
 * @param asking of the choices that only ask trained networks, or of the others
 */
function variants(schema: ParamSchema, defaults: Params, asking: boolean): Params[] {
  return Object.entries(schema).flatMap(([key, definition]) =>
    definition.kind === 'choice' && (definition.asks ?? false) === asking
      ? definition.options
          .filter(({ value }) => value !== definition.default)
          .slice(0, mostWays)
          .map(({ value }) => ({ ...defaults, [key]: value }))
      : [],
  );
}

function tryOut(
  experiment: Experiment,
  params: Params,
  count: number,
  look: boolean,
  questions: readonly Params[] = [],
) {
  const run = visibleFrames(experiment, params);
  try {
    for (let i = 0; i < count; i++) {
      const step = run.next();
      if (step.done) break;
      if (!look || (i < count - 1 && !step.value.milestone)) continue;
      step.value.snapshot(params);
      const weights = step.value.weights?.();
      if (weights) for (const asked of [params, ...questions]) experiment.ask?.(asked, weights);
    }
  } catch (error) {
    throw named(error, `${experiment.name} (${JSON.stringify(params)})`);
  } finally {
    run.return();
  }
}

/** tfjs's own words, and what to do. */
function named(error: unknown, experiment: string): unknown {
  const words = error instanceof Error ? error.message : String(error);
  const op =
    /Kernel '(\w+)' not registered/.exec(words)?.[1] ?? /gradient function not found for (\w+)/.exec(words)?.[1];
  if (op === undefined) return error;
  return new Error(`${experiment} uses the op ${op}: add it to src/lab/worker/stock-ops.mjs. (${words})`, {
    cause: error,
  });
}
