import * as tf from '@tensorflow/tfjs-core';
import 'virtual:tfjs-ops/gradients';
import '../science/kernels/index.ts';
import { hasLabKernels, registerLabKernels } from '../science/kernels/registration.ts';

/**
 * What computes, in the order in which it is tried. wasm: our kernels on the numbers where they lie. cpu: the same kernels,
 * numbers copied in and out; where they cannot run, stock ops. The wasm backend without our kernels is left out: it lacks
 * gradients that the cpu backend has.
 */
export const levels = ['wasm', 'cpu'] as const;
export type BackendName = (typeof levels)[number];

const load: Record<BackendName, () => Promise<unknown>> = {
  wasm: () => import('./wasm-backend.ts'),
  cpu: () => import('./cpu-backend.ts'),
};

/** So long a backend may take to start before the next is tried. */
const patienceMs = 12_000;

let chosen: Promise<BackendName> | undefined;

/**
 * Makes the first level that works the current one, once.
 * @throws if none does
 */
export function chooseBackend(): Promise<BackendName> {
  chosen ??= tryInTurn();
  return chosen;
}

async function tryInTurn(): Promise<BackendName> {
  for (const name of levels) if (await startBackend(name)) return name;
  throw new Error(`No tfjs backend could be started (tried: ${levels.join(', ')}).`);
}

/** Makes this one the current backend. @returns false where it does not work */
export async function startBackend(name: BackendName): Promise<boolean> {
  try {
    await load[name]();
    // setBackend answers false instead of throwing, and getBackend then still names the backend that failed.
    if (!(await inTime(tf.setBackend(name)))) {
      // Its file may still come, and it would then take the place of the next.
      tf.removeBackend(name);
      return false;
    }
    await tf.ready();
  } catch {
    return false;
  }
  // No checks of every value, and no advice on standard error to install another package.
  tf.enableProdMode();
  return registerLabKernels() || name === 'cpu';
}

/** What has not come by then is as good as missing. */
async function inTime(done: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), patienceMs)));
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What computes, and how many tensors are alive. */
export function machineNow(): { backend: string; tensors: number } {
  return { backend: hasLabKernels() ? `${tf.getBackend()} + SIMD` : tf.getBackend(), tensors: tf.memory().numTensors };
}

/** Tensors and bytes that are alive now; for leak tests. */
export function memoryInUse(): { tensors: number; bytes: number } {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}
