import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { instantiateKernels, type KernelExports } from './kernel-module.ts';

/** Where the numbers of one call lie: byte offsets into the kernels' memory. */
export interface Places {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly scratch: number;
}

/** One call of a kernel: reads its inputs, fills its outputs (not cleared beforehand), may use `scratch` floats. */
export interface Call {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly (readonly number[])[];
  readonly scratch: number;
  readonly run: (kernels: KernelExports, places: Places) => void;
}

/** A tfjs backend that can run our kernels. */
export interface KernelHost {
  call(call: Call): TensorInfo[];
  /** Like `call`, for a kernel that changes its inputs where they stand. */
  change(inputs: readonly TensorInfo[], run: (kernels: KernelExports, inputs: readonly number[]) => void): void;
}

/** The parts of tfjs-backend-wasm 4.22 that we use; private there, hence checked before use. */
interface WasmBackend extends KernelBackend {
  readonly wasm: { readonly asm: { readonly memory: WebAssembly.Memory } };
  readonly dataIdMap: { get(id: object): { readonly memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: 'float32'): TensorInfo;
  disposeData(id: object, force?: boolean): boolean;
}

/**
 * Zero-copy: the kernels run on the wasm backend's own heap.
 * @throws if the backend is not laid out as version 4.22 is, or WebAssembly SIMD is missing
 */
export function createWasmHost(backend: KernelBackend): KernelHost {
  const wasm = backend as WasmBackend;
  const memory = wasm.wasm.asm.memory;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('tfjs-backend-wasm keeps its memory elsewhere.');
  const kernels = instantiateKernels(memory);
  const place = ({ dataId }: TensorInfo) => {
    const { memoryOffset } = wasm.dataIdMap.get(dataId);
    if (!Number.isInteger(memoryOffset)) throw new Error('tfjs-backend-wasm places its tensors elsewhere.');
    return memoryOffset;
  };
  return {
    call({ inputs, outputs, scratch, run }) {
      const made = outputs.map((shape) => wasm.makeOutput(shape, 'float32'));
      const room = scratch > 0 ? wasm.makeOutput([scratch], 'float32') : undefined;
      run(kernels, { inputs: inputs.map(place), outputs: made.map(place), scratch: room ? place(room) : 0 });
      if (room) wasm.disposeData(room.dataId, true);
      return made;
    },
    change: (inputs, run) => run(kernels, inputs.map(place)),
  };
}

/** The parts of tfjs-backend-cpu that we use. */
interface CpuBackend extends KernelBackend {
  readonly data: { get(id: object): { readonly values: Float32Array } };
  makeTensorInfo(shape: readonly number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

/**
 * The same kernels beside the cpu backend: a memory of their own, numbers copied in and out.
 * @throws where WebAssembly SIMD is not to be had
 */
export function createCpuHost(backend: KernelBackend): KernelHost {
  const cpu = backend as CpuBackend;
  const memory = new WebAssembly.Memory({ initial: 16 });
  const kernels = instantiateKernels(memory);
  /** Lays the parts out one behind the other, on 16-byte borders, and grows the memory if they do not fit. */
  const layOut = (lengths: readonly number[]) => {
    // Address 0 means "not wanted" to the kernels.
    let top = 16;
    const places = lengths.map((length) => {
      const at = top;
      top += (length * 4 + 15) & ~15;
      return at;
    });
    const missing = top - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
    return places;
  };
  const valuesOf = ({ dataId }: TensorInfo) => cpu.data.get(dataId).values;
  const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);
  const view = (at: number, length: number) => new Float32Array(memory.buffer, at, length);
  return {
    call({ inputs, outputs, scratch, run }) {
      const values = inputs.map(valuesOf);
      const sizes = outputs.map(sizeOf);
      const places = layOut([...values.map((v) => v.length), ...sizes, scratch]);
      const [at, out] = [places.slice(0, values.length), places.slice(values.length, -1)];
      values.forEach((v, i) => view(at[i]!, v.length).set(v));
      run(kernels, { inputs: at, outputs: out, scratch: places.at(-1)! });
      return outputs.map((shape, i) => cpu.makeTensorInfo(shape, 'float32', view(out[i]!, sizes[i]!).slice()));
    },
    change(inputs, run) {
      const values = inputs.map(valuesOf);
      const places = layOut(values.map((v) => v.length));
      values.forEach((v, i) => view(places[i]!, v.length).set(v));
      run(kernels, places);
      values.forEach((v, i) => v.set(view(places[i]!, v.length)));
    },
  };
}
