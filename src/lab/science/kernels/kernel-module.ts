import bytes from 'virtual:lab-kernels';

type Pointer = number;
type Flag = 0 | 1;

/** What the AssemblyScript exports: pointers are byte offsets into the memory that it was given. */
export interface KernelExports {
  copy(from: Pointer, to: Pointer, count: number): void;
  zero(at: Pointer, count: number): void;
  packedLength(K: number, N: number): number;
  activate(kind: number, z: Pointer, y: Pointer, count: number): void;
  affineForward(
    x: Pointer,
    w: Pointer,
    b: Pointer,
    y: Pointer,
    B: number,
    I: number,
    O: number,
    scratch: Pointer,
  ): void;
  affineBackward(
    x: Pointer,
    w: Pointer,
    dy: Pointer,
    dx: Pointer,
    dw: Pointer,
    db: Pointer,
    B: number,
    I: number,
    O: number,
    scratch: Pointer,
  ): void;
  denseScratch(B: number, n: number): number;
  denseForward(
    form: number,
    kind: number,
    branch: number,
    weights: Pointer,
    biases: Pointer,
    gateWeights: Pointer,
    gateBiases: Pointer,
    h: Pointer,
    inner: Pointer,
    L: number,
    B: number,
    n: number,
    scratch: Pointer,
  ): void;
  denseBackward(
    form: number,
    kind: number,
    branch: number,
    weights: Pointer,
    gateWeights: Pointer,
    h: Pointer,
    inner: Pointer,
    dh: Pointer,
    dWeights: Pointer,
    dBiases: Pointer,
    dGateWeights: Pointer,
    dGateBiases: Pointer,
    squares: Pointer,
    L: number,
    B: number,
    n: number,
    scratch: Pointer,
  ): void;
  stackJacobians(
    form: number,
    kind: number,
    branch: number,
    weights: Pointer,
    gateWeights: Pointer,
    h: Pointer,
    inner: Pointer,
    jacobians: Pointer,
    L: number,
    n: number,
  ): void;
  recurrentScratch(B: number, I: number, H: number, columns: number): number;
  lstmForward(
    x: Pointer,
    w: Pointer,
    u: Pointer,
    bias: Pointer,
    h: Pointer,
    c: Pointer,
    gates: Pointer,
    tanhC: Pointer,
    T: number,
    B: number,
    I: number,
    H: number,
    forget: Flag,
    scratch: Pointer,
  ): void;
  lstmBackward(
    x: Pointer,
    w: Pointer,
    u: Pointer,
    h: Pointer,
    c: Pointer,
    gates: Pointer,
    tanhC: Pointer,
    dH: Pointer,
    dLast: Pointer,
    dh: Pointer,
    dc: Pointer,
    dw: Pointer,
    du: Pointer,
    db: Pointer,
    dx: Pointer,
    T: number,
    B: number,
    I: number,
    H: number,
    forget: Flag,
    scratch: Pointer,
  ): void;
  rnnForward(
    x: Pointer,
    w: Pointer,
    u: Pointer,
    bias: Pointer,
    h: Pointer,
    T: number,
    B: number,
    I: number,
    H: number,
    scratch: Pointer,
  ): void;
  rnnBackward(
    x: Pointer,
    w: Pointer,
    u: Pointer,
    h: Pointer,
    dH: Pointer,
    dLast: Pointer,
    dh: Pointer,
    dw: Pointer,
    du: Pointer,
    db: Pointer,
    dx: Pointer,
    T: number,
    B: number,
    I: number,
    H: number,
    scratch: Pointer,
  ): void;
  convForward(
    x: Pointer,
    filter: Pointer,
    bias: Pointer,
    y: Pointer,
    B: number,
    H: number,
    W: number,
    C: number,
    KH: number,
    KW: number,
    F: number,
    stride: number,
    pad: number,
    relu: Flag,
    group: number,
    scratch: Pointer,
  ): void;
  convBackward(
    x: Pointer,
    filter: Pointer,
    y: Pointer,
    dy: Pointer,
    dx: Pointer,
    dFilter: Pointer,
    dBias: Pointer,
    B: number,
    H: number,
    W: number,
    C: number,
    KH: number,
    KW: number,
    F: number,
    stride: number,
    pad: number,
    relu: Flag,
    group: number,
    scratch: Pointer,
  ): void;
  overlaidWindows(
    image: Pointer,
    small: Pointer,
    places: Pointer,
    out: Pointer,
    count: number,
    H: number,
    W: number,
    C: number,
    h: number,
    w: number,
    height: number,
    width: number,
  ): void;
  maxPoolForward(x: Pointer, y: Pointer, B: number, H: number, W: number, C: number): void;
  maxPoolBackward(x: Pointer, y: Pointer, dy: Pointer, dx: Pointer, B: number, H: number, W: number, C: number): void;
  softmaxCrossEntropy(logits: Pointer, labels: Pointer, errors: Pointer, loss: Pointer, B: number, C: number): void;
  softmaxCrossEntropyGradient(upstream: Pointer, errors: Pointer, dLogits: Pointer, B: number, C: number): void;
  sigmoidCrossEntropy(logits: Pointer, labels: Pointer, loss: Pointer, count: number): void;
  sigmoidCrossEntropyGradient(
    upstream: Pointer,
    logits: Pointer,
    labels: Pointer,
    dLogits: Pointer,
    count: number,
  ): void;
  squaredError(y: Pointer, targets: Pointer, loss: Pointer, count: number): void;
  squaredErrorGradient(upstream: Pointer, y: Pointer, targets: Pointer, dy: Pointer, count: number): void;
  sumOfSquares(x: Pointer, count: number): number;
  adam(
    parameters: Pointer,
    gradient: Pointer,
    m: Pointer,
    v: Pointer,
    updated: Pointer,
    count: number,
    scale: number,
    rate: number,
    beta1: number,
    beta2: number,
    epsilonHat: number,
  ): void;
}

let compiled: WebAssembly.Module | undefined;

/**
 * The kernels on somebody's memory.
 * @throws where WebAssembly or its SIMD is not to be had, or forbidden
 */
export function instantiateKernels(memory: WebAssembly.Memory): KernelExports {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)));
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as KernelExports;
}
