import type { Measured } from '../../src/bench/rounds.ts';
import type { BrowserResults } from './browser.ts';
import type { BenchMachine, BenchResults, BenchRow, GrowthResult, PoolResult } from '../../src/bench/results.ts';

/** The work of one case and what each contestant took. */
export interface CaseResult {
  readonly id: string;
  readonly title: string;
  /** Where it ran. */
  readonly place: 'node' | 'chromium';
  readonly found: readonly Measured[];
}

/** Process CPU time where both have it: other programs on the machine count least there. */
export function ratioOf(ours: Measured, theirs: Measured): number {
  return ours.cpu !== null && theirs.cpu !== null ? ours.cpu / theirs.cpu : ours.wall / theirs.wall;
}

/** Ours against the fastest of the named contestants; null if there is none of them. */
function against(cases: readonly CaseResult[], id: string, names: readonly string[]): number | null {
  const found = cases.find((one) => one.id === id && one.place === 'node')?.found ?? [];
  const ours = found.find(({ name }) => name === 'ours');
  const ratios = found.filter(({ name }) => names.includes(name)).map((peer) => ours && ratioOf(ours, peer));
  return ours && ratios.length > 0 ? Math.max(...(ratios as number[])) : null;
}

export function summarise(
  machine: BenchMachine,
  cases: readonly CaseResult[],
  { growth, pool }: { readonly growth: readonly GrowthResult[]; readonly pool: readonly PoolResult[] },
  browser: BrowserResults | undefined,
): BenchResults {
  const slider = (depth: number) => browser?.sliders.find((one) => one.depth === depth)?.pictureP95 ?? null;
  const ratios = {
    lstmVsLayers: against(cases, 'lstm-100', ['layers-fit', 'layers-batch']),
    lstmVsOps: against(cases, 'lstm-100', ['ops']),
    lstmVsPlain: against(cases, 'lstm-100', ['plain']),
    lstmVsTorch: against(cases, 'lstm-100', ['torch']),
    shortLstmVsTorch: against(cases, 'lstm-48', ['torch']),
    mlpVsOps: against(cases, 'mlp-50', ['ops', 'ops-by-hand']),
    mlpVsLayers: against(cases, 'mlp-50', ['layers-batch']),
    mlpVsPlain: against(cases, 'mlp-50', ['plain']),
    mlpVsTorch: against(cases, 'mlp-50', ['torch']),
    // Of an epoch; a step alone besides.
    cnnVsPolyfill: against(cases, 'cnn-epoch', ['polyfill']),
    cnnVsTorch: against(cases, 'cnn-epoch', ['torch']),
    cnnStepVsLayers: against(cases, 'cnn-32', ['layers-cpu']),
    cnnStepVsPlain: against(cases, 'cnn-32', ['plain']),
    cnnStepVsTorch: against(cases, 'cnn-32', ['torch']),
    occlusionVsOps: against(cases, 'occlusion-196', ['ops']),
    occlusionVsTorch: against(cases, 'occlusion-196', ['torch']),
    sliderP95Depth50: slider(50),
    sliderP95Depth100: slider(100),
  };
  const steps = cases.flatMap(({ id, title, place, found }) => {
    const ours = found.find(({ name }) => name === 'ours' || name === 'kernels');
    return found.map((measured): BenchRow => ({
      kind: 'step',
      case: id,
      title,
      place,
      contestant: measured.name,
      label: measured.label,
      wallMs: measured.wall,
      cpuMs: measured.cpu,
      wallQuartilesMs: measured.quartiles,
      rounds: measured.rounds,
      stepsPerRound: measured.times,
      ratio: ours ? ratioOf(ours, measured) : null,
    }));
  });
  return {
    machine,
    ratios,
    rows: [
      ...steps,
      ...growth.map((one): BenchRow => ({ kind: 'growth', ...one })),
      ...pool.map((one): BenchRow => ({ kind: 'pool', ...one })),
      ...(browser?.startUps ?? []).map((one): BenchRow => ({ kind: 'start-up', ...one })),
      ...(browser?.sliders ?? []).map((one): BenchRow => ({ kind: 'slider', ...one })),
      ...(browser?.trainings ?? []).map((one): BenchRow => ({ kind: 'training', ...one })),
    ],
  };
}

/** Four digits: more would be noise. */
export function toJson(results: BenchResults): string {
  return `${JSON.stringify(
    results,
    (_, value: unknown) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
    1,
  )}\n`;
}
