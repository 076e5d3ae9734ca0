import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import '../../src/lab/science/kernels/index.ts';
import { registerLabKernels } from '../../src/lab/science/kernels/registration.ts';
import type { Contestant } from '../../src/bench/rounds.ts';

const require = createRequire(import.meta.url);

/**
 * The whole of tfjs as npm users have it, and its wasm backend, in their own builds for Node. They share one engine with
 * the tfjs-core that our code imports: a tensor of one is a tensor of the other.
 */
export const umbrella = require('@tensorflow/tfjs') as typeof import('@tensorflow/tfjs');
require('@tensorflow/tfjs-backend-wasm');

export type BackendName = 'wasm' | 'cpu';

/** @throws where a backend does not start or our kernels do not run on it: then there is nothing to measure */
export async function prepareBackends(): Promise<void> {
  tf.enableProdMode();
  for (const name of ['cpu', 'wasm'] as const) {
    if (!(await tf.setBackend(name))) throw new Error(`tfjs's ${name} backend does not start here.`);
    await tf.ready();
    if (!registerLabKernels()) throw new Error(`The kernels do not run on tfjs's ${name} backend here.`);
  }
}

interface Work {
  step(): unknown;
  probe?: () => number;
  dispose?: () => void;
}

/** A contestant of this process. Its work is made, and later done, with its backend as the current one. */
export async function inThisProcess(
  name: string,
  label: string,
  backend: BackendName,
  make: () => Work,
): Promise<Contestant> {
  await tf.setBackend(backend);
  const work = make();
  return {
    name,
    label,
    async run(times) {
      await tf.setBackend(backend);
      const cpu = process.cpuUsage();
      const wall = performance.now();
      for (let i = 0; i < times; i++) {
        const pending = work.step();
        if (pending instanceof Promise) await pending;
      }
      const took = performance.now() - wall;
      const { user, system } = process.cpuUsage(cpu);
      return { wall: took, cpu: (user + system) / 1000 };
    },
    ...(work.probe
      ? {
          probe: async () => {
            await tf.setBackend(backend);
            return work.probe!();
          },
        }
      : {}),
    dispose: () => work.dispose?.(),
  };
}

export const labels = {
  ours: '本站：wasm 后端 + 自己的内核',
  oursOnCpu: '本站：cpu 后端 + 同样的内核',
  ops: 'tfjs 现成算子（wasm）',
  opsByHand: 'tfjs 现成算子，反向手写（wasm）',
  layersFit: 'tf.layers 的 fit（wasm）',
  layersBatch: 'tf.layers 的 trainOnBatch（wasm）',
  plain: '普通 TypeScript 循环',
} as const;
