import { cellBias, isCell, type DepthNet } from './depth-net.ts';
import { gateCount } from './layers.ts';
import { seluAlpha, seluScale } from './selu.ts';

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/**
 * Layer i (1-based) of a network in plain float64, written without tfjs: the independent implementation that gradients
 * are checked against, in the tests and in front of the reader.
 *
 * @param state [stateWidth]: what layer i receives
 * @returns [stateWidth]: what it hands on
 */
export function float64Layer(net: DepthNet, i: number, state: Float64Array): Float64Array {
  const { settings } = net;
  const { net: kind, width: n, branch, highwayBias } = settings;
  if (isCell(kind)) return float64Cell(net, i, state);
  const z = timesMatrix(state, net.weights[i - 1]!, n);
  switch (kind) {
    case 'linear':
      return z;
    case 'sigmoid':
      return z.map(sigmoid);
    case 'tanh':
      return z.map(Math.tanh);
    case 'relu':
      return z.map((v) => Math.max(0, v));
    case 'selu':
      return z.map((v) => seluScale * (v > 0 ? v : seluAlpha * Math.expm1(v)));
    case 'residual':
      return z.map((v, j) => state[j]! + branch * Math.max(0, v));
    case 'highway': {
      const gate = timesMatrix(state, net.gateWeights[i - 1]!, n).map((v) => sigmoid(v + highwayBias));
      return z.map((v, j) => gate[j]! * Math.max(0, v) + (1 - gate[j]!) * state[j]!);
    }
  }
}

/** The states that the layers receive: index 0 enters layer 1, index T leaves layer T. */
export function float64States(net: DepthNet): Float64Array[] {
  const states: Float64Array[] = [
    isCell(net.settings.net) ? new Float64Array(net.stateWidth) : Float64Array.from(net.input),
  ];
  for (let i = 1; i <= net.settings.depth; i++) states.push(float64Layer(net, i, states[i - 1]!));
  return states;
}

function float64Cell(net: DepthNet, t: number, state: Float64Array): Float64Array {
  const { settings } = net;
  const { net: kind, width: n } = settings;
  if (!isCell(kind)) throw new Error(`${kind} is not a cell.`);
  const columns = gateCount[kind] * n;
  const bias = cellBias(settings);
  const fromState = timesMatrix(state.subarray(0, n), net.weights[0]!, columns);
  const fromInput = timesMatrix(Float64Array.from(net.input.subarray((t - 1) * n, t * n)), net.inputWeight!, columns);
  const z = fromState.map((value, j) => value + fromInput[j]! + bias[j]!);
  if (kind === 'rnn') return z.map(Math.tanh);
  const next = new Float64Array(2 * n);
  for (let j = 0; j < n; j++) {
    const forget = kind === 'lstm' ? sigmoid(z[3 * n + j]!) : 1;
    const memory = forget * state[n + j]! + sigmoid(z[j]!) * Math.tanh(z[n + j]!);
    next[j] = sigmoid(z[2 * n + j]!) * Math.tanh(memory);
    next[n + j] = memory;
  }
  return next;
}

function timesMatrix(row: Float64Array, matrix: Float32Array, columns: number): Float64Array {
  const result = new Float64Array(columns);
  row.forEach((value, i) => {
    for (let j = 0; j < columns; j++) result[j]! += value * matrix[i * columns + j]!;
  });
  return result;
}
