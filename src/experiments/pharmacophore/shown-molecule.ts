import { put, type Draft, type PartOf, type SeriesOf } from '../../lab/contract/results.ts';
import { asCarbon, withoutAtoms, type Edited } from '../../lab/science/molecules/edit-molecule.ts';
import { functionalGroups, groupKinds, type Group } from '../../lab/science/molecules/functional-groups.ts';
import { logistic } from '../../lab/science/logistic-regression.ts';
import { foldsOf, folds, judge, tableOf } from './classifier.ts';
import { drugs, indexOfDrug, type Drug } from './drugs.ts';
import { groupsOff } from './groups-off.ts';
import type { Pharmacophore, PharmacophoreParams } from './params.ts';
import { elements, layers } from './results.ts';

const groupsOf = new Map(drugs.map((drug) => [drug, functionalGroups(drug.molecule)] as const));

/**
 * What the model that has not seen the chosen drug makes of it, as the reader changed it.
 * @param weights of all folds' models, one after the other
 */
export function readShownMolecule(params: PharmacophoreParams, weights: Float32Array): PartOf<Pharmacophore> {
  const index = indexOfDrug(params.molecule);
  const drug = drugs[index]!;
  const table = tableOf(params.radius);
  const size = weights.length / folds;
  const fold = foldsOf(params.class, params.seed)[index]!;
  const model = weights.subarray(fold * size, (fold + 1) * size);
  const groups = groupsOf.get(drug)!;
  const off = groupsOff(params).filter((group) => group < groups.length);
  const changed = new Set(off.flatMap((group) => groups[group]!.atoms));
  const { molecule, was } = edited(drug, params, changed);
  const whole = judge(table, drug.molecule, model);
  const now = changed.size === 0 ? whole : judge(table, molecule, model);
  const series: Draft<SeriesOf<Pharmacophore>> = drawing(drug, { molecule, was }, groups, changed, params);
  now.layers.forEach((layer, radius) => {
    const evidence = new Float64Array(drug.molecule.atoms.length);
    was.forEach((atom, i) => (evidence[atom] = layer[i]!));
    put(series, `evidence.${layers[radius]!}`, evidence);
  });
  return {
    readouts: {
      probability: logistic(now.score),
      logOdds: now.score,
      probabilityBefore: logistic(whole.score),
      member: drug.ofClass === params.class ? 1 : 0,
      changedAtoms: changed.size,
    },
    series,
  };
}

function edited({ molecule }: Drug, { edit }: PharmacophoreParams, changed: ReadonlySet<number>): Edited {
  return edit === 'carbon' ? asCarbon(molecule, changed) : withoutAtoms(molecule, changed);
}

/** The drug as numbers that the page can draw; where an atom was erased, it is as it was before. */
function drawing(
  { molecule: { atoms, bonds }, motifs }: Drug,
  { molecule: after, was }: Edited,
  groups: readonly Group[],
  changed: ReadonlySet<number>,
  params: PharmacophoreParams,
) {
  const now = atoms.slice();
  was.forEach((atom, i) => (now[atom] = after.atoms[i]!));
  const motif = motifs[params.class] ?? [];
  const state = params.edit === 'carbon' ? 2 : 1;
  const of = <T>(items: readonly T[], value: (item: T, index: number) => number) => Float64Array.from(items, value);
  const drawn = params.edit === 'carbon' ? after.bonds : bonds;
  return {
    atomX: of(atoms, ({ x }) => x),
    atomY: of(atoms, ({ y }) => y),
    atomElement: of(now, ({ element }) => (elements as readonly string[]).indexOf(element)),
    atomHydrogens: of(now, ({ hydrogens }) => hydrogens),
    atomCharge: of(now, ({ charge }) => charge),
    atomGroup: of(atoms, (_, atom) => groups.findIndex((group) => group.atoms.includes(atom))),
    atomState: of(atoms, (_, atom) => (changed.has(atom) ? state : 0)),
    atomInMotif: of(atoms, (_, atom) => (motif.includes(atom) ? 1 : 0)),
    bondFrom: of(drawn, ({ from }) => from),
    bondTo: of(drawn, ({ to }) => to),
    bondOrder: of(drawn, ({ order }) => order),
    groupKind: of(groups, ({ kind }) => groupKinds.indexOf(kind)),
  };
}
