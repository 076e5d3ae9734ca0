import type { Molecule } from './molecule.ts';

/** A changed molecule, and which atom of the first each of its atoms was. */
export interface Edited {
  readonly molecule: Molecule;
  readonly was: readonly number[];
}

/** Without these atoms: hydrogens take their places. It may fall into pieces. */
export function withoutAtoms({ atoms, bonds }: Molecule, gone: ReadonlySet<number>): Edited {
  const was = atoms.map((_, atom) => atom).filter((atom) => !gone.has(atom));
  const now = new Map(was.map((atom, index) => [atom, index]));
  const freed = atoms.map(() => 0);
  for (const { from, to, order } of bonds) {
    if (gone.has(to)) freed[from]! += order;
    if (gone.has(from)) freed[to]! += order;
  }
  return {
    was,
    molecule: {
      atoms: was.map((atom) => ({ ...atoms[atom]!, hydrogens: atoms[atom]!.hydrogens + freed[atom]! })),
      bonds: bonds.flatMap((bond) => {
        const [from, to] = [now.get(bond.from), now.get(bond.to)];
        return from === undefined || to === undefined ? [] : [{ ...bond, from, to }];
      }),
    },
  };
}

/** The same skeleton, with plain saturated carbon for these atoms. */
export function asCarbon(molecule: Molecule, changed: ReadonlySet<number>): Edited {
  const bonds = molecule.bonds.map((bond) =>
    changed.has(bond.from) && changed.has(bond.to) ? { ...bond, order: 1 as const, aromatic: false } : bond,
  );
  const used = molecule.atoms.map(() => 0);
  for (const { from, to, order } of bonds) {
    used[from]! += order;
    used[to]! += order;
  }
  return {
    was: molecule.atoms.map((_, atom) => atom),
    molecule: {
      bonds,
      atoms: molecule.atoms.map((atom, index) =>
        changed.has(index) ? { ...atom, element: 'C', charge: 0, hydrogens: Math.max(0, 4 - used[index]!) } : atom,
      ),
    },
  };
}
