import type { Measured } from '../../src/bench/rounds.ts';
import type { BrowserResults } from './browser.ts';
import type { Growth } from './growth.ts';

/** The work of one case and what each contestant took. */
export interface CaseResult {
  readonly id: string;
  readonly title: string;
  /** Where it ran. */
  readonly place: 'node' | 'chromium';
  readonly found: readonly Measured[];
}

export interface Machine {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly system: string;
  /** Running processes, on average over a minute, before the first measurement and after the last. */
  readonly load: readonly [number, number];
  readonly node: string;
  readonly tfjs: string;
  readonly torch: string | null;
  readonly chromium: string | null;
  /** What computes in the reader's browser. */
  readonly backendInBrowser: string | null;
  readonly note: string;
}

export type Row =
  | {
      readonly kind: 'step';
      readonly case: string;
      readonly title: string;
      readonly place: 'node' | 'chromium';
      readonly contestant: string;
      readonly label: string;
      readonly wallMs: number;
      readonly cpuMs: number | null;
      readonly wallQuartilesMs: readonly [number, number];
      readonly rounds: number;
      readonly stepsPerRound: number;
      /** Our time divided by theirs. */
      readonly ratio: number | null;
    }
  | ({ readonly kind: 'growth' } & Growth)
  | ({ readonly kind: 'start-up' } & BrowserResults['startUps'][number])
  | ({ readonly kind: 'slider' } & BrowserResults['sliders'][number])
  | ({ readonly kind: 'training' } & BrowserResults['trainings'][number]);

export interface Results {
  readonly machine: Machine;
  readonly ratios: Readonly<Record<string, number | null>>;
  readonly rows: readonly Row[];
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
  machine: Machine,
  cases: readonly CaseResult[],
  growth: readonly Growth[],
  browser: BrowserResults | undefined,
): Results {
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
    return found.map((measured): Row => ({
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
      ...growth.map((one): Row => ({ kind: 'growth', ...one })),
      ...(browser?.startUps ?? []).map((one): Row => ({ kind: 'start-up', ...one })),
      ...(browser?.sliders ?? []).map((one): Row => ({ kind: 'slider', ...one })),
      ...(browser?.trainings ?? []).map((one): Row => ({ kind: 'training', ...one })),
    ],
  };
}

/** Four digits: more would be noise. */
export function toJson(results: Results): string {
  return `${JSON.stringify(
    results,
    (_, value: unknown) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
    1,
  )}\n`;
}
