/** A forward pass that has been done, and the way back through it. */
export interface PassedForward {
  readonly overflowAtLayer: number | null;
  /** sigma^i J^i of each network, [networks, stateWidth]; and J^i itself where norms are asked for, or its transpose. */
  pullBack(i: number, direction: Float32Array): { error: ArrayLike<number>; jacobian?: Float32Array };
  stateEntering(i: number): Float32Array;
  dispose(): void;
}

/** One array behind the other. */
export function joined(arrays: readonly Float32Array[]): Float32Array {
  const [first] = arrays;
  if (arrays.length === 1 && first) return first;
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
