/** A molecule as a graph: its heavy atoms, drawn flat, and the bonds between them. */
export interface Molecule {
  readonly atoms: readonly Atom[];
  readonly bonds: readonly Bond[];
}

export interface Atom {
  readonly element: string;
  readonly hydrogens: number;
  readonly charge: number;
  /** 24 is a bond's length; y grows downwards. */
  readonly x: number;
  readonly y: number;
}

export interface Bond {
  readonly from: number;
  readonly to: number;
  /** As it is drawn: of an aromatic ring every second one is double. */
  readonly order: 1 | 2 | 3;
  readonly aromatic: boolean;
}

/** A neighbour of an atom, and the bond to it. */
export interface Neighbour {
  readonly atom: number;
  readonly bond: number;
}

const orders: Readonly<Record<string, readonly [order: Bond['order'], aromatic: boolean]>> = {
  '-': [1, false],
  '=': [2, false],
  '#': [3, false],
  '.': [1, true],
  ':': [2, true],
};

/**
 * @param atoms element, hydrogens, charge and place of each: `N1@150,34 O0-@20,3`
 * @param bonds two atoms each with the order between them: `0-1 1=2`, aromatic `3.4 4:5`
 * @throws if it is not written so
 */
export function readMolecule(atoms: string, bonds: string): Molecule {
  return {
    atoms: atoms.split(' ').map((text) => {
      const [, element, hydrogens, charge, x, y] = found(/^([A-Z][a-z]?)(\d)([+-]?)@(\d+),(\d+)$/, text);
      const sign = charge === '+' ? 1 : charge === '-' ? -1 : 0;
      return { element: element!, hydrogens: Number(hydrogens), charge: sign, x: Number(x), y: Number(y) };
    }),
    bonds: bonds
      .split(' ')
      .filter((text) => text !== '')
      .map((text) => {
        const [, from, sign, to] = found(/^(\d+)([-=#.:])(\d+)$/, text);
        const [order, aromatic] = orders[sign!]!;
        return { from: Number(from), to: Number(to), order, aromatic };
      }),
  };
}

function found(pattern: RegExp, text: string): RegExpExecArray {
  const match = pattern.exec(text);
  if (!match) throw new Error(`No part of a molecule: ${text}`);
  return match;
}

export function neighboursOf({ atoms, bonds }: Molecule): Neighbour[][] {
  const neighbours: Neighbour[][] = atoms.map(() => []);
  bonds.forEach(({ from, to }, bond) => {
    neighbours[from]!.push({ atom: to, bond });
    neighbours[to]!.push({ atom: from, bond });
  });
  return neighbours;
}

/** Which bonds lie in a ring: those whose ends are connected without them too. */
export function ringBonds(molecule: Molecule): boolean[] {
  const neighbours = neighboursOf(molecule);
  return molecule.bonds.map(({ from, to }, without) => reached(neighbours, from, without).has(to));
}

function reached(neighbours: readonly (readonly Neighbour[])[], start: number, without: number): Set<number> {
  const seen = new Set([start]);
  const open = [start];
  for (let atom = open.pop(); atom !== undefined; atom = open.pop()) {
    for (const { atom: next, bond } of neighbours[atom]!) {
      if (bond === without || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}
