import * as tf from '@tensorflow/tfjs-core';

/** The parts of tfjs-backend-wasm 4.22 that this uses. */
interface CountingBackend {
  incRef(dataId: object): void;
}

let stock: tf.KernelConfig | undefined;

/**
 * Lets the wasm backend's Identity share its input's numbers, as the cpu backend's does. The stock one copies them, and
 * every tensor that a gradient saves goes through it: 5 MB in each step of an LSTM. Tensors never change, so that sharing
 * shows only in the time.
 */
export function shareIdentity(): void {
  if (stock) return;
  stock = tf.getKernel('Identity', 'wasm');
  tf.unregisterKernel('Identity', 'wasm');
  tf.registerKernel({
    kernelName: 'Identity',
    backendName: 'wasm',
    kernelFunc(args) {
      const x = (args.inputs as { x: tf.TensorInfo }).x;
      if (x.dtype === 'string') return stock!.kernelFunc(args);
      (args.backend as CountingBackend).incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
    },
  });
}

/** Puts the stock one back. */
export function copyIdentity(): void {
  if (!stock) return;
  tf.unregisterKernel('Identity', 'wasm');
  tf.registerKernel(stock);
  stock = undefined;
}
