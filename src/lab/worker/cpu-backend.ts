import '@tensorflow/tfjs-backend-cpu/dist/base';
import 'virtual:tfjs-ops/cpu';

/** tfjs's cpu backend, with the ops of stock-ops.mjs. Importing this file makes it known to tfjs. */
export const backendName = 'cpu';
