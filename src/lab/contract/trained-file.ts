import type { Result } from './results.ts';

/** A finished run of some experiment. */
interface Kept {
  readonly result: Result;
  readonly weights: Float32Array | null;
}

/**
 * A finished run as text: what the build keeps in its cache, and what a reader's worker fetches to be asked without
 * training. JSON has neither typed arrays nor NaN and infinities: arrays are kept as the bytes that they are.
 */
export function writeTrained({ result: { readouts, series }, weights }: Kept): string {
  return JSON.stringify({
    readouts,
    series: Object.fromEntries(
      Object.entries(series).flatMap(([key, values]) => (values ? [[key, toBase64(values)]] : [])),
    ),
    weights: weights && toBase64(weights),
  });
}

/** @throws if the text was not written by `writeTrained` */
export function readTrained(text: string): Kept {
  const { readouts, series, weights } = JSON.parse(text) as {
    readouts: Result['readouts'];
    series: Record<string, string>;
    weights: string | null;
  };
  const curves = Object.entries(series).map(([key, base64]) => [key, new Float64Array(fromBase64(base64))] as const);
  return {
    result: { readouts, series: Object.fromEntries(curves) },
    weights: weights === null ? null : new Float32Array(fromBase64(weights)),
  };
}

function toBase64({ buffer, byteOffset, byteLength }: Float64Array | Float32Array): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  let text = '';
  // In pieces: a call takes some ten thousand arguments at most.
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

function fromBase64(base64: string): ArrayBuffer {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // Not Uint8Array.from with a function: of a megabyte that takes a tenth of a second on a phone.
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes.buffer;
}
