import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import '../kernels/index.ts';
import { registerLabKernels } from '../kernels/registration.ts';

/** Backends in the order in which they are tried. */
const order = ['cpu'] as const;
export type BackendName = (typeof order)[number];

/** Whether our own kernels run there; else stock ops do the same, slower. */
let kernels = false;

let chosen: Promise<BackendName> | undefined;

/**
 * Makes the first backend that works the current one, once.
 * @throws if none does
 */
export function chooseBackend(): Promise<BackendName> {
  chosen ??= tryInTurn();
  return chosen;
}

async function tryInTurn(): Promise<BackendName> {
  for (const name of order) {
    // setBackend answers false instead of throwing, and getBackend then still names the backend that failed.
    if (await tf.setBackend(name).catch(() => false)) {
      await tf.ready();
      // No checks of every value, and no advice on standard error to install another package.
      tf.enableProdMode();
      kernels = registerLabKernels();
      return name;
    }
  }
  throw new Error(`No tfjs backend could be started (tried: ${order.join(', ')}).`);
}

/** What computes, and how many tensors are alive. */
export function machineNow(): { backend: string; tensors: number } {
  return { backend: kernels ? `${tf.getBackend()} + SIMD` : tf.getBackend(), tensors: tf.memory().numTensors };
}

/** Tensors and bytes that are alive now; for leak tests. */
export function memoryInUse(): { tensors: number; bytes: number } {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}
