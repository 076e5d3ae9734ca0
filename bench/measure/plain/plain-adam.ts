interface Settings {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Adam (Kingma & Ba 2015), algorithm 1. @returns one step, given the gradients */
export function createPlainAdam(parameters: readonly Float32Array[], settings: Settings) {
  const { learningRate, beta1, beta2, epsilon } = settings;
  const moments = parameters.map((p) => [new Float32Array(p.length), new Float32Array(p.length)] as const);
  let t = 0;
  return (gradients: readonly Float32Array[]): void => {
    t++;
    const first = 1 - beta1 ** t;
    const second = 1 - beta2 ** t;
    for (const [index, p] of parameters.entries()) {
      const g = gradients[index]!;
      const [m, v] = moments[index]!;
      for (let i = 0; i < p.length; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
        p[i]! -= (learningRate * (m[i]! / first)) / (Math.sqrt(v[i]! / second) + epsilon);
      }
    }
  };
}
