import { chooseBackend, machineNow, startBackend, type BackendName } from '../lab/worker/backend.ts';
import { lstmCases, mlpCase } from './cases.ts';
import type { DeviceMessage, DeviceRequest } from './device-messages.ts';
import { lstmTraining } from './lstm-step.ts';
import { mlpGradients } from './mlp-gradients.ts';
import { inTurns, type Contestant } from './rounds.ts';

/** Measures ours against stock ops on the backend that the reader's experiments use. */
const tell = (message: DeviceMessage) => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<DeviceRequest>) => {
  const work = data.kind === 'measure' ? measure(data.rounds, data.slice) : firstGradient(data.backend);
  work.catch((error: unknown) => tell({ kind: 'error', message: String(error) }));
});

async function firstGradient(backend: BackendName): Promise<void> {
  if (!(await startBackend(backend))) throw new Error(`The ${backend} backend does not start here.`);
  const net = mlpGradients('kernels', { L: 2, B: 4, n: 8 });
  net.firstNorm();
  net.dispose();
  tell({ kind: 'first-gradient', backend: machineNow().backend });
}

async function measure(rounds: number, slice: number): Promise<void> {
  await chooseBackend();
  const cases = [
    ...lstmCases.map(({ id, title, shape }) => ({
      id,
      title,
      make: () =>
        (['kernels', 'ops'] as const).map((kind) => {
          const training = lstmTraining(kind, shape);
          return contestant(kind, training, () => training.loss());
        }),
    })),
    {
      ...mlpCase,
      make: () =>
        (['kernels', 'ops'] as const).map((kind) => {
          const net = mlpGradients(kind, mlpCase.shape);
          return contestant(kind, net, () => net.firstNorm());
        }),
    },
  ];
  for (const [index, { id, title, make }] of cases.entries()) {
    tell({ kind: 'progress', title, share: index / cases.length });
    const contestants = make();
    const found = await inTurns(contestants, {
      rounds,
      slice,
      onRound: (done) => tell({ kind: 'progress', title, share: (index + done / rounds) / cases.length }),
    });
    for (const { dispose } of contestants) dispose?.();
    tell({ kind: 'case', id, found });
  }
  tell({ kind: 'done', backend: machineNow().backend });
}

function contestant(kind: 'kernels' | 'ops', work: { step(): void; dispose(): void }, probe: () => number): Contestant {
  return {
    name: kind,
    label: kind === 'kernels' ? '本站' : 'tfjs 现成算子',
    run(times) {
      const begun = performance.now();
      for (let i = 0; i < times; i++) work.step();
      return Promise.resolve({ wall: performance.now() - begun, cpu: null });
    },
    probe: () => Promise.resolve(probe()),
    dispose: () => work.dispose(),
  };
}
