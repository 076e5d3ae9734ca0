import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { instantiateKernels, type KernelExports } from './kernel-module.ts';

/** Where the numbers of one call lie: byte offsets into the kernels' memory. */
export interface Places {
  readonly inputs: readonly number[];
  readonly changes: readonly number[];
  readonly outputs: readonly number[];
  readonly scratch: number;
  /** What a forward pass keeps for its gradient. */
  readonly kept: number;
}

/** One call of a kernel: reads its inputs, fills its outputs (not cleared beforehand), may use `scratch` floats. */
export interface Call {
  readonly inputs: readonly TensorInfo[];
  /** Tensors of our own that the kernel changes where they stand. */
  readonly changes?: readonly TensorInfo[];
  readonly outputs: readonly (readonly number[])[];
  readonly scratch: number;
  /**
   * Floats that the call keeps for its gradient: they come behind the outputs as one tensor whose shape says nothing of
   * them. tfjs makes zeros in the shape of every output that has no error; for an LSTM's gates that would be megabytes.
   */
  readonly keep?: number;
  /** What the forward pass kept. */
  readonly kept?: TensorInfo | undefined;
  readonly run: (kernels: KernelExports, places: Places) => void;
}

/** A tfjs backend that can run our kernels. */
export interface KernelHost {
  call(call: Call): TensorInfo[];
  /** For a kernel that only looks. */
  read(inputs: readonly TensorInfo[], run: (kernels: KernelExports, inputs: readonly number[]) => void): void;
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
  const keepers = new WeakSet<object>();
  return {
    call({ inputs, changes = [], outputs, scratch, keep, kept, run }) {
      if (kept) refuseStranger(keepers, kept);
      const made = outputs.map((shape) => wasm.makeOutput(shape, 'float32'));
      const room = scratch > 0 ? wasm.makeOutput([scratch], 'float32') : undefined;
      const keeper = keep === undefined ? kept : wasm.makeOutput([keep], 'float32');
      run(kernels, {
        inputs: inputs.map(place),
        changes: changes.map(place),
        outputs: made.map(place),
        scratch: room ? place(room) : 0,
        kept: keeper ? place(keeper) : 0,
      });
      if (room) wasm.disposeData(room.dataId, true);
      if (keep === undefined || !keeper) return made;
      keepers.add(keeper.dataId);
      return [...made, { ...keeper, shape: [] }];
    },
    read: (inputs, run) => run(kernels, inputs.map(place)),
  };
}

/** A copy of what was kept, or what another backend kept, has one number and not all of them. */
function refuseStranger(keepers: WeakSet<object>, kept: TensorInfo): void {
  if (!keepers.has(kept.dataId)) throw new Error('A gradient must run on the backend on which its forward pass ran.');
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
  const keepers = new WeakSet<object>();
  return {
    call({ inputs, changes = [], outputs, scratch, keep, kept, run }) {
      if (kept) refuseStranger(keepers, kept);
      const values = [...inputs, ...changes, ...(kept ? [kept] : [])].map(valuesOf);
      const sizes = [...outputs.map(sizeOf), ...(keep === undefined ? [] : [keep])];
      const places = layOut([...values.map((v) => v.length), ...sizes, scratch]);
      const [at, out] = [places.slice(0, values.length), places.slice(values.length, -1)];
      const changed = at.slice(inputs.length, inputs.length + changes.length);
      values.forEach((v, i) => view(at[i]!, v.length).set(v));
      run(kernels, {
        inputs: at,
        changes: changed,
        outputs: out,
        scratch: places.at(-1)!,
        kept: (kept ? at : out).at(-1) ?? 0,
      });
      changed.forEach((place, i) => {
        const into = values[inputs.length + i]!;
        into.set(view(place, into.length));
      });
      const shapes = keep === undefined ? outputs : [...outputs, []];
      const made = shapes.map((shape, i) => cpu.makeTensorInfo(shape, 'float32', view(out[i]!, sizes[i]!).slice()));
      if (keep !== undefined) keepers.add(made.at(-1)!.dataId);
      return made;
    },
    read(inputs, run) {
      const values = inputs.map(valuesOf);
      const places = layOut(values.map((v) => v.length));
      values.forEach((v, i) => view(places[i]!, v.length).set(v));
      run(kernels, places);
    },
  };
}
