import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import binary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env } from '@tensorflow/tfjs-core';
import 'virtual:tfjs-ops/wasm';

/** tfjs's wasm backend, with the ops of stock-ops.mjs. Importing this file makes it known to tfjs. */
export const backendName = 'wasm';

// In Node there is no server to ask: the file is read from where npm put it.
const place = import.meta.env.SSR
  ? `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm`
  : binary;

// One build for all: without SIMD our kernels do not run, and the cpu backend takes over; threads need headers that
// GitHub Pages cannot send.
env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
setWasmPaths({
  'tfjs-backend-wasm.wasm': place,
  'tfjs-backend-wasm-simd.wasm': place,
  'tfjs-backend-wasm-threaded-simd.wasm': place,
});
