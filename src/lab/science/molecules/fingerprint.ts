import { neighboursOf, ringBonds, type Molecule } from './molecule.ts';

/** The surroundings of one atom, out to some bonds away. */
export interface Environment {
  /** The same for two surroundings that look the same, in whichever molecules. */
  readonly key: string;
  readonly radius: number;
  /** The atoms in it, its centre first. */
  readonly atoms: readonly number[];
}

/**
 * The circular fingerprint of a molecule: what each atom is, then again and again what it and its neighbours were a step before.
 * A key spells the surroundings out: two of them are never taken for each other, as hashes could be.
 */
export function environmentsOf(molecule: Molecule, radius: number): Environment[] {
  const neighbours = neighboursOf(molecule);
  const inRing = ringBonds(molecule);
  let keys = molecule.atoms.map(({ element, hydrogens, charge }, atom) => {
    const bonds = neighbours[atom]!.map(({ bond }) => bond);
    const ring = bonds.some((bond) => molecule.bonds[bond]!.aromatic)
      ? 'a'
      : bonds.some((bond) => inRing[bond])
        ? 'r'
        : '';
    return `${element}${ring}${bonds.length}${hydrogens}${charge === 0 ? '' : charge > 0 ? '+' : '-'}`;
  });
  let members = molecule.atoms.map((_, atom) => [atom]);
  const found = keys.map((key, atom): Environment => ({ key, radius: 0, atoms: members[atom]! }));
  for (let r = 1; r <= radius; r++) {
    const [keysBefore, membersBefore] = [keys, members];
    keys = keysBefore.map((key, atom) => {
      const around = neighbours[atom]!.map(({ atom: next, bond }) => {
        const { order, aromatic } = molecule.bonds[bond]!;
        return `${aromatic ? ':' : '-=#'[order - 1]!}${keysBefore[next]!}`;
      });
      return `(${key}${around.sort().join('')})`;
    });
    members = membersBefore.map((atoms, atom) => [
      ...new Set([...atoms, ...neighbours[atom]!.flatMap(({ atom: next }) => membersBefore[next]!)]),
    ]);
    members.forEach((atoms, atom) => {
      // Surroundings that have not grown say nothing new.
      if (atoms.length > membersBefore[atom]!.length) found.push({ key: keys[atom]!, radius: r, atoms });
    });
  }
  return found;
}

/** Which columns of a table of surroundings a molecule sets, and by which of its own surroundings. */
export type SetBits = ReadonlyMap<number, readonly Environment[]>;

/** Every surrounding that some molecule has, numbered as they are met. */
export function columnsOf(fingerprints: readonly (readonly Environment[])[]): Map<string, number> {
  const columns = new Map<string, number>();
  for (const { key } of fingerprints.flat()) if (!columns.has(key)) columns.set(key, columns.size);
  return columns;
}

/** What is in no column, because no molecule of the table has it, sets nothing. */
export function bitsOf(fingerprint: readonly Environment[], columns: ReadonlyMap<string, number>): SetBits {
  const bits = new Map<number, Environment[]>();
  for (const environment of fingerprint) {
    const column = columns.get(environment.key);
    if (column === undefined) continue;
    const same = bits.get(column);
    if (same) same.push(environment);
    else bits.set(column, [environment]);
  }
  return bits;
}

/**
 * A linear model's evidence, shared out: a bit's weight goes in equal parts to the places where the molecule has it, and there
 * in equal parts to the atoms. Over all radii and atoms it sums to the log odds, but for the intercept.
 * @returns by radius, by atom
 */
export function evidenceByLayer(
  bits: SetBits,
  weights: ArrayLike<number>,
  atoms: number,
  radius: number,
): Float64Array[] {
  const layers = Array.from({ length: radius + 1 }, () => new Float64Array(atoms));
  for (const [column, places] of bits) {
    for (const place of places) {
      const share = weights[column]! / places.length / place.atoms.length;
      for (const atom of place.atoms) layers[place.radius]![atom]! += share;
    }
  }
  return layers;
}
