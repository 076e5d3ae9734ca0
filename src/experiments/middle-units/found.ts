import type { Candidate } from './ballot.ts';
import { networks, unitCounts } from './networks.ts';

/** Px of a square around the middle of what a unit sees; of each unit so many are shown. */
export const patchSide = 18;
export const shownPatches = 9;
const patchPixels = shownPatches * patchSide * patchSide;
/** So many of a unit's strongest answers are looked at. A purity is a multiple of one of them, and is kept as such. */
export const strongestCount = 60;
/** Tones that patches are kept in, black to white. */
export const tones = 16;

/** What was measured of one unit. */
export interface UnitFound {
  /** Its number in `faceParts`, and in which share of its strongest answers that part lies in the middle. */
  readonly part: number;
  readonly purity: number;
  /** No face gets any answer from it. */
  readonly silent: boolean;
}

/** A unit with the patches that excite it most. */
export interface ShownCandidate extends Candidate {
  /** [9]: the part in the middle of each, -1 if there is none. */
  readonly middles: readonly number[];
  /** [9, 18, 18]: 0 to 15 */
  readonly greys: Uint8Array;
}

/** New pictures that are looked at: so many faces, and as many that are none. */
export const examined = 300;

/** All that a run finds and that questions are answered from. */
export interface Found {
  /** Share of new pictures that the supervised and the untrained net tell right. */
  readonly accuracy: readonly [supervised: number, untrained: number];
  /** By network. */
  readonly units: readonly (readonly UnitFound[])[];
  readonly ballot: readonly ShownCandidate[];
}

/** A number of single precision holds 24 bits: six greys. */
const greysPerNumber = 6;
const unitNumbers = 3;
const candidateNumbers = 2 + shownPatches + patchPixels / greysPerNumber;
const unitTotal = networks.reduce((sum, network) => sum + unitCounts[network], 0);
const headNumbers = 2 + unitNumbers * unitTotal;

export function packFound({ accuracy, units, ballot }: Found): Float32Array {
  const packed = new Float32Array(headNumbers + ballot.length * candidateNumbers);
  packed.set(accuracy.map((share) => Math.round(share * 2 * examined)));
  packed.set(
    units.flat().flatMap(({ part, purity, silent }) => [part, Math.round(purity * strongestCount), silent ? 1 : 0]),
    2,
  );
  ballot.forEach(({ network, unit, middles, greys }, i) => {
    const at = headNumbers + i * candidateNumbers;
    packed.set([network, unit, ...middles], at);
    for (let j = 0; j < patchPixels / greysPerNumber; j++) {
      let number = 0;
      for (let k = 0; k < greysPerNumber; k++) number = number * tones + greys[j * greysPerNumber + k]!;
      packed[at + 2 + shownPatches + j] = number;
    }
  });
  return packed;
}

/** @throws if it was packed by another version of this program */
export function unpackFound(packed: Float32Array): Found {
  const candidates = (packed.length - headNumbers) / candidateNumbers;
  if (candidates < 0 || !Number.isInteger(candidates)) throw new Error(`${packed.length} numbers of middle units.`);
  let at = 2;
  const units = networks.map((network) =>
    Array.from({ length: unitCounts[network] }, (): UnitFound => {
      const [part, hits, silent] = packed.subarray(at, (at += unitNumbers));
      return { part: part!, purity: hits! / strongestCount, silent: silent === 1 };
    }),
  );
  const ballot = Array.from({ length: candidates }, (_, i): ShownCandidate => {
    const own = packed.subarray(headNumbers + i * candidateNumbers, headNumbers + (i + 1) * candidateNumbers);
    const greys = new Uint8Array(patchPixels);
    for (let j = 0; j < patchPixels / greysPerNumber; j++) {
      let number = own[2 + shownPatches + j]!;
      for (let k = greysPerNumber - 1; k >= 0; k--) {
        greys[j * greysPerNumber + k] = number % tones;
        number = Math.floor(number / tones);
      }
    }
    return { network: own[0]!, unit: own[1]!, middles: [...own.subarray(2, 2 + shownPatches)], greys };
  });
  return { accuracy: [packed[0]! / (2 * examined), packed[1]! / (2 * examined)], units, ballot };
}
