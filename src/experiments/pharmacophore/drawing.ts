import { need, maybe, type ResultOf } from '../../lab/contract/results.ts';
import type { Pharmacophore } from './params.ts';
import { elements, groupNames, layers } from './results.ts';

/** A molecule with its evidence, as the View draws it. */
export interface Drawing {
  readonly atoms: readonly DrawnAtom[];
  readonly bonds: readonly (readonly [from: number, to: number, order: number])[];
  readonly groups: readonly DrawnGroup[];
  /** Radii whose evidence is there. */
  readonly layers: readonly number[];
}

export interface DrawnAtom {
  readonly x: number;
  readonly y: number;
  readonly element: string;
  readonly hydrogens: number;
  readonly charge: number;
  readonly group: number;
  readonly erased: boolean;
  readonly inMotif: boolean;
  /** By radius: what it adds to the log odds. */
  readonly evidence: readonly number[];
}

export interface DrawnGroup {
  /** 羟基, or 羟基 2 where there is more than one. */
  readonly name: string;
  readonly changed: boolean;
  readonly evidence: number;
}

export const evidenceOf = ({ evidence }: DrawnAtom): number => evidence.reduce((sum, part) => sum + part, 0);

export function drawingOf({ series }: ResultOf<Pharmacophore>): Drawing {
  const found = layers.flatMap((layer) => maybe(series, `evidence.${layer}`) ?? []);
  const row = (key: keyof typeof series & `atom${string}`) => need(series, key);
  const atoms = Array.from(series.atomX, (x, i): DrawnAtom => ({
    x,
    y: series.atomY[i]!,
    element: elements[series.atomElement[i]!]!,
    hydrogens: series.atomHydrogens[i]!,
    charge: series.atomCharge[i]!,
    group: series.atomGroup[i]!,
    erased: row('atomState')[i] === 1,
    inMotif: series.atomInMotif[i] === 1,
    evidence: found.map((layer) => Number(layer[i]!.toFixed(4))),
  }));
  return {
    atoms,
    bonds: Array.from(series.bondFrom, (from, i) => [from, series.bondTo[i]!, series.bondOrder[i]!] as const),
    layers: found.map((_, radius) => radius),
    groups: groupsOf(
      atoms,
      Array.from(series.groupKind, (kind) => groupNames[kind]!),
      series.atomState,
    ),
  };
}

function groupsOf(atoms: readonly DrawnAtom[], names: readonly string[], state: Float64Array): DrawnGroup[] {
  return names.map((name, group) => {
    const [own, same] = [atoms.flatMap((atom, i) => (atom.group === group ? [i] : [])), names.indexOf(name)];
    const repeated = names.lastIndexOf(name) !== same;
    const number = names.slice(0, group + 1).filter((one) => one === name).length;
    return {
      name: repeated ? `${name} ${number}` : name,
      changed: own.some((i) => state[i] !== 0),
      evidence: own.reduce((sum, i) => sum + evidenceOf(atoms[i]!), 0),
    };
  });
}
