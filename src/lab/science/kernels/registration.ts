import * as tf from '@tensorflow/tfjs-core';
import { createCpuHost, createWasmHost, type KernelHost } from './kernel-host.ts';
import { copyIdentity, shareIdentity } from './shared-identity.ts';

/** The version whose private layout the wasm host knows. */
const testedVersion = '4.22.0';

const hosts = new Map<string, KernelHost>();

/** What a kernel computes, where a host is there to run it. */
export type KernelBody = (
  host: KernelHost,
  inputs: tf.NamedTensorInfoMap,
  attributes: tf.NamedAttrMap,
) => tf.TensorInfo[];

const bodies = new Map<string, KernelBody>();

/** Declares a kernel; `registerLabKernels` makes it an op of a backend. Names begin with Lab. */
export function defineKernel(name: string, body: KernelBody, gradient?: Omit<tf.GradConfig, 'kernelName'>): void {
  bodies.set(name, body);
  if (gradient) tf.registerGradient({ kernelName: name, ...gradient });
}

/**
 * Registers all declared kernels for the current backend.
 * @returns false where that backend cannot run them (no SIMD, another version of tfjs, another memory layout): the ops
 *   then fall back to stock tfjs
 */
export function registerLabKernels(): boolean {
  const name = tf.getBackend();
  if (hosts.has(name)) return true;
  try {
    if (tf.version_core !== testedVersion) return false;
    if (name !== 'wasm' && name !== 'cpu') return false;
    const host = name === 'wasm' ? createWasmHost(tf.backend()) : createCpuHost(tf.backend());
    if (name === 'wasm') shareIdentity();
    selfTest(host);
    hosts.set(name, host);
  } catch {
    if (name === 'wasm') copyIdentity();
    return false;
  }
  for (const [kernelName, body] of bodies) {
    const host = hosts.get(name)!;
    tf.registerKernel({
      kernelName,
      backendName: name,
      kernelFunc: ({ inputs, attrs }) => body(host, inputs, attrs ?? {}),
    });
  }
  return true;
}

/** For tests: what happens without the kernels. */
export function unregisterLabKernels(): void {
  for (const name of hosts.keys()) for (const kernelName of bodies.keys()) tf.unregisterKernel(kernelName, name);
  hosts.clear();
  copyIdentity();
}

/** The host of the current backend, if our kernels run there. */
export function currentHost(): KernelHost | undefined {
  return hosts.get(tf.getBackend());
}

export function hasLabKernels(): boolean {
  return currentHost() !== undefined;
}

/** Two numbers through the memory: a layout that only looks right must fail here, not in a reader's result. */
function selfTest(host: KernelHost): void {
  tf.tidy(() => {
    const x = tf.tensor1d([3, 4]);
    // A tensor reaches a backend's memory when an op first asks for it.
    const moved = tf.clone(tf.add(x, 0));
    let norm = NaN;
    host.read([moved], (kernels, [at]) => (norm = Math.sqrt(kernels.sumOfSquares(at!, 2))));
    if (norm !== 5) throw new Error('The kernels read other numbers than tfjs wrote.');
  });
}

/** Runs a Lab kernel on the tape. */
export function runLabKernel(name: string, inputs: tf.NamedTensorMap, attributes: tf.NamedAttrMap): tf.Tensor[] {
  return tf.engine().runKernel(name, inputs, attributes);
}
