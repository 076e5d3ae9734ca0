import { describe, expect, test } from 'vitest';
import { asCarbon, withoutAtoms } from './edit-molecule.ts';
import { bitsOf, columnsOf, environmentsOf, evidenceByLayer } from './fingerprint.ts';
import { functionalGroups } from './functional-groups.ts';
import { readMolecule, ringBonds, type Molecule } from './molecule.ts';

/** CH3-CH(OH)-C6H5, its ring last. */
const phenylethanol = readMolecule(
  'C3@0,0 C1@24,0 O1@24,24 C0@48,0 C1@72,0 C1@96,0 C1@96,24 C1@72,48 C1@48,24',
  '0-1 1-2 1-3 3.4 4:5 5.6 6:7 7.8 3:8',
);

/** The same molecule with its atoms in another order. */
function renumbered({ atoms, bonds }: Molecule, order: readonly number[]): Molecule {
  const now = (atom: number) => order.indexOf(atom);
  return {
    atoms: order.map((atom) => atoms[atom]!),
    bonds: bonds.map((bond) => ({ ...bond, from: now(bond.to), to: now(bond.from) })).reverse(),
  };
}

const keys = (molecule: Molecule, radius: number) =>
  environmentsOf(molecule, radius)
    .map(({ key, radius: r }) => `${r} ${key}`)
    .sort();

describe('a fingerprint', () => {
  test('is the same however the atoms are numbered', () => {
    expect(keys(renumbered(phenylethanol, [8, 3, 0, 2, 7, 5, 1, 4, 6]), 3)).toEqual(keys(phenylethanol, 3));
  });

  test('has the surroundings that can be counted by hand', () => {
    const found = environmentsOf(phenylethanol, 1);
    const kinds = (r: number) => new Set(found.filter(({ radius }) => radius === r).map(({ key }) => key)).size;
    // CH3, CH, OH, the ring's atom that carries, and CH of the ring.
    expect(kinds(0)).toBe(5);
    // Of the ring's CH those beside the one that carries look different.
    expect(kinds(1)).toBe(6);
    expect(found.find(({ radius, atoms }) => radius === 1 && atoms[0] === 1)?.atoms).toEqual([1, 0, 2, 3]);
  });

  test('says nothing twice where there is nothing further to see', () => {
    const water = readMolecule('O2@0,0', '');
    expect(environmentsOf(water, 3)).toHaveLength(1);
    const methanol = readMolecule('C3@0,0 O1@24,0', '0-1');
    expect(environmentsOf(methanol, 3)).toHaveLength(4);
  });

  test('tells charge, ring and bond apart', () => {
    const ring = readMolecule('C2@0,0 C2@24,0 C2@12,20', '0-1 1-2 0-2');
    const chain = readMolecule('C3@0,0 C2@24,0 C3@48,0', '0-1 1-2');
    const allyl = readMolecule('C3@0,0 C1@24,0 C2@48,0', '0-1 1=2');
    expect(ringBonds(ring)).toEqual([true, true, true]);
    expect(ringBonds(chain)).toEqual([false, false]);
    expect(keys(ring, 0)[1]).not.toBe(keys(chain, 0)[0]);
    expect(keys(allyl, 1)).not.toEqual(keys(chain, 1));
    expect(keys(readMolecule('O0-@0,0', ''), 0)).not.toEqual(keys(readMolecule('O0@0,0', ''), 0));
  });

  test('what the weights say is shared out to the atoms, and nothing of it is lost', () => {
    const fingerprint = environmentsOf(phenylethanol, 2);
    const columns = columnsOf([fingerprint]);
    const bits = bitsOf(fingerprint, columns);
    const weights = Float64Array.from({ length: columns.size }, (_, i) => Math.sin(i + 1));
    const layers = evidenceByLayer(bits, weights, 9, 2);
    const all = layers.flatMap((layer) => [...layer]).reduce((sum, part) => sum + part, 0);
    expect(all).toBeCloseTo(
      weights.reduce((sum, weight) => sum + weight, 0),
      12,
    );
    // Three places to the right and left of the ring look the same, and get the same.
    expect(layers[0]![4]).toBe(layers[0]![8]);
    expect(bitsOf(environmentsOf(readMolecule('F0@0,0', ''), 1), columns).size).toBe(0);
  });
});

describe('changing a molecule', () => {
  test('hydrogens take the place of what is erased', () => {
    const { molecule, was } = withoutAtoms(phenylethanol, new Set([2]));
    expect(was).toEqual([0, 1, 3, 4, 5, 6, 7, 8]);
    expect(molecule.atoms[1]!.hydrogens).toBe(2);
    expect(molecule.bonds).toHaveLength(8);
    const acetyl = readMolecule('C3@0,0 C0@24,0 O0@24,24 C3@48,0', '0-1 1=2 1-3');
    expect(withoutAtoms(acetyl, new Set([2])).molecule.atoms[1]!.hydrogens).toBe(2);
    expect(withoutAtoms(acetyl, new Set([0, 1, 2, 3])).molecule.atoms).toEqual([]);
  });

  test('what becomes carbon keeps its place and takes the hydrogens that carbon has', () => {
    const { molecule } = asCarbon(phenylethanol, new Set([2, 3, 4, 5, 6, 7, 8]));
    expect(molecule.atoms.map(({ element, hydrogens }) => `${element}${hydrogens}`).join(' ')).toBe(
      'C3 C1 C3 C1 C2 C2 C2 C2 C2',
    );
    expect(molecule.bonds.every(({ order, aromatic }) => order === 1 && !aromatic)).toBe(true);
  });
});

test('groups are what a chemist sees, and each atom is in one', () => {
  expect(functionalGroups(phenylethanol)).toEqual([
    { kind: 'carbon-chain', atoms: [0, 1] },
    { kind: 'hydroxyl', atoms: [2] },
    { kind: 'benzene', atoms: [3, 4, 5, 6, 7, 8] },
  ]);
  const ester = readMolecule('C3@0,0 C0@24,0 O0@24,24 O0@48,0 C3@72,0', '0-1 1=2 1-3 3-4');
  expect(functionalGroups(ester).map(({ kind }) => kind)).toEqual(['methyl', 'ester', 'methyl']);
});

test('what is no molecule is refused by its text', () => {
  expect(() => readMolecule('C3@0', '')).toThrow(/C3@0/);
  expect(() => readMolecule('C3@0,0 C3@1,0', '0~1')).toThrow(/0~1/);
});
