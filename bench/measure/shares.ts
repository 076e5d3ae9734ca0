import { Session, type Profiler } from 'node:inspector/promises';
import type { Contestant } from '../../src/bench/rounds.ts';

/** What a profile's samples are counted under, by the function that was running: the first that fits. `post` is the profiler. */
const parts: readonly { readonly name: string; readonly fits: (at: Profiler.ProfileNode['callFrame']) => boolean }[] = [
  { name: '乘加', fits: inKernel(/^(convolve|correlate|gemm-blocks)\//) },
  { name: '激活和误差', fits: inKernel(/^activations\/|Cell|Columns$|errorsBefore|[cC]rossEntropy|squaredError/) },
  { name: '摆放和求和', fits: inKernel(/./) },
  { name: '回收内存', fits: ({ functionName }) => functionName === '(garbage collector)' },
  {
    name: 'tfjs 和其余 JavaScript',
    fits: ({ functionName }) => !/^(\(program\)|\(idle\)|\(root\)|post)$/.test(functionName),
  },
];

/** `file/function` of ours, with KERNEL_NAMES (scripts/serve/assembly-plugin.mjs); tfjs's own have no names. */
function inKernel(name: RegExp) {
  return ({ functionName, url }: Profiler.ProfileNode['callFrame']) =>
    url.startsWith('wasm:') && functionName.includes('/') && name.test(functionName);
}

export interface Share {
  readonly name: string;
  readonly share: number;
  /** The functions in it that took most. */
  readonly most: readonly (readonly [name: string, share: number])[];
}

/** Where a contestant's time goes, from V8's profiler over some seconds of work. */
export async function measureShares(contestant: Contestant): Promise<Share[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  // Compiled and settled first.
  await contestant.run(200);
  await session.post('Profiler.start');
  const until = performance.now() + 3000;
  while (performance.now() < until) await contestant.run(20);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return sharesOf(profile);
}

function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Share[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const found = parts.map(() => new Map<string, number>());
  let total = 0;
  for (const [i, id] of samples.entries()) {
    const frame = frames.get(id)!;
    const part = parts.findIndex(({ fits }) => fits(frame));
    if (part < 0) continue;
    const name = frame.functionName || '(无名)';
    found[part]!.set(name, (found[part]!.get(name) ?? 0) + timeDeltas[i]!);
    total += timeDeltas[i]!;
  }
  const sum = (values: Map<string, number>) => [...values.values()].reduce((a, b) => a + b, 0);
  return found.map((functions, i) => ({
    name: parts[i]!.name,
    share: sum(functions) / total,
    most: [...functions]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, 4)
      .map(([name, time]) => [name, time / total] as const),
  }));
}

export function sharesAsText(shares: readonly Share[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  return [
    '本站的时间花在哪里（V8 的采样）',
    ...shares.map(
      ({ name, share, most }) =>
        `  ${percent(share).padStart(6)} ${name}：${most.map(([of, part]) => `${of} ${percent(part)}`).join('，')}`,
    ),
  ].join('\n');
}
