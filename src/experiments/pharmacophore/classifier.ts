import {
  bitsOf,
  columnsOf,
  environmentsOf,
  evidenceByLayer,
  type SetBits,
} from '../../lab/science/molecules/fingerprint.ts';
import type { Molecule } from '../../lab/science/molecules/molecule.ts';
import { fitLogistic, rankingQuality } from '../../lab/science/logistic-regression.ts';
import { createRandom, shuffle } from '../../lab/science/random.ts';
import { drugs, type DrugClass } from './drugs.ts';

export const folds = 5;

/** The drugs' fingerprints at one radius: what is the same for every class, seed and penalty. */
export interface Table {
  readonly radius: number;
  readonly columns: ReadonlyMap<string, number>;
  readonly bits: readonly SetBits[];
  /** How many bits any two drugs share, row by row. */
  readonly products: Float64Array;
}

const tables = new Map<number, Table>();

export function tableOf(radius: number): Table {
  const kept = tables.get(radius);
  if (kept) return kept;
  const fingerprints = drugs.map(({ molecule }) => environmentsOf(molecule, radius));
  const columns = columnsOf(fingerprints);
  const bits = fingerprints.map((fingerprint) => bitsOf(fingerprint, columns));
  const products = new Float64Array(drugs.length ** 2);
  bits.forEach((row, i) =>
    bits.forEach((other, j) => {
      let shared = 0;
      for (const column of row.keys()) if (other.has(column)) shared++;
      products[i * drugs.length + j] = shared;
    }),
  );
  const table = { radius, columns, bits, products };
  tables.set(radius, table);
  return table;
}

export const labelsOf = (ofClass: DrugClass): number[] => drugs.map((drug) => (drug.ofClass === ofClass ? 1 : 0));

/** The fold of each drug: drawn by chance, but members and others are dealt out evenly. */
export function foldsOf(ofClass: DrugClass, seed: number): number[] {
  const random = createRandom(seed, 'folds');
  const labels = labelsOf(ofClass);
  const found = labels.map(() => 0);
  for (const kind of [1, 0]) {
    const order = labels.flatMap((label, i) => (label === kind ? [i] : []));
    shuffle(order, random);
    order.forEach((drug, place) => (found[drug] = place % folds));
  }
  return found;
}

/** One model a fold, each fitted to the drugs of the other folds: the weights of the columns, then the intercept. */
export function fitFolds(table: Table, ofClass: DrugClass, penalty: number, foldOf: readonly number[]): Float64Array[] {
  const labels = labelsOf(ofClass);
  return Array.from({ length: folds }, (_, fold) => {
    const seen = drugs.map((_, i) => i).filter((i) => foldOf[i] !== fold);
    const products = new Float64Array(seen.length ** 2);
    seen.forEach((i, a) =>
      seen.forEach((j, b) => (products[a * seen.length + b] = table.products[i * drugs.length + j]!)),
    );
    const fit = fitLogistic(
      products,
      seen.map((i) => labels[i]!),
      penalty,
    );
    const weights = new Float64Array(table.columns.size + 1);
    seen.forEach((i, a) => {
      for (const column of table.bits[i]!.keys()) weights[column]! += fit.coefficients[a]!;
    });
    weights[table.columns.size] = fit.intercept;
    return weights;
  });
}

/** Log odds that the model gives to what has these bits. */
export function scoreOf(bits: SetBits, weights: ArrayLike<number>): number {
  let sum = weights[weights.length - 1]!;
  for (const column of bits.keys()) sum += weights[column]!;
  return sum;
}

/** Every drug's log odds, from the one model that has not seen it. */
export const heldOutScores = (
  table: Table,
  models: readonly ArrayLike<number>[],
  foldOf: readonly number[],
): number[] => table.bits.map((bits, i) => scoreOf(bits, models[foldOf[i]!]!));

export const quality = (scores: readonly number[], ofClass: DrugClass): number =>
  rankingQuality(scores, labelsOf(ofClass));

/** Any molecule in front of one model: evidence by layer and atom, and the log odds. */
export function judge(table: Table, molecule: Molecule, weights: ArrayLike<number>) {
  const bits = bitsOf(environmentsOf(molecule, table.radius), table.columns);
  return {
    score: scoreOf(bits, weights),
    layers: evidenceByLayer(bits, weights, molecule.atoms.length, table.radius),
  };
}

/** Of the evidence that speaks for the class, which share lies on the atoms of the motif: the mean over the class's drugs. */
export function motifShare(
  table: Table,
  ofClass: DrugClass,
  models: readonly ArrayLike<number>[],
  foldOf: readonly number[],
): number {
  const shares = drugs.flatMap((drug, i) => {
    const motif = drug.motifs[ofClass];
    if (drug.ofClass !== ofClass || !motif) return [];
    const layers = evidenceByLayer(table.bits[i]!, models[foldOf[i]!]!, drug.molecule.atoms.length, table.radius);
    const forIt = drug.molecule.atoms.map((_, atom) =>
      Math.max(
        0,
        layers.reduce((sum, layer) => sum + layer[atom]!, 0),
      ),
    );
    const all = forIt.reduce((sum, part) => sum + part, 0);
    return all > 0 ? [motif.reduce((sum, atom) => sum + forIt[atom]!, 0) / all] : [];
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
