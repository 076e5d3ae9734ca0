import { neighboursOf, ringBonds, type Molecule } from './molecule.ts';

/** What a chemist sees in a molecule; their order is that of the numbers in results. */
export const groupKinds = [
  'benzene',
  'fused-aromatic',
  'heteroaromatic',
  'beta-lactam',
  'carboxyl',
  'ester',
  'amide',
  'carbonyl',
  'sulfonamide',
  'sulfonyl',
  'sulfinyl',
  'nitro',
  'guanidine',
  'trifluoromethyl',
  'fluorine',
  'chlorine',
  'hydroxyl',
  'ether',
  'thiol',
  'thioether',
  'imine',
  'amine',
  'alkene',
  'methyl',
  'isopropyl',
  'tert-butyl',
  'carbon-ring',
  'carbon-chain',
] as const;
export type GroupKind = (typeof groupKinds)[number];

export interface Group {
  readonly kind: GroupKind;
  readonly atoms: readonly number[];
}

/**
 * A molecule cut into groups: each atom belongs to exactly one, in the order of their first atoms. No double bond and no
 * aromatic ring is cut, so that what is left without a group is a molecule again.
 */
export function functionalGroups(molecule: Molecule): Group[] {
  const groups: Group[] = [];
  const cut = new Cutter(molecule, groups);
  cut.aromaticRings();
  cut.lactams();
  cut.carbonyls();
  cut.aroundHeteroatoms();
  cut.singleHeteroatoms();
  cut.carbons();
  return [...joinAcrossDoubleBonds(molecule, groups)].sort((a, b) => a.atoms[0]! - b.atoms[0]!);
}

class Cutter {
  readonly molecule: Molecule;
  readonly groups: Group[];
  readonly neighbours: ReturnType<typeof neighboursOf>;
  readonly ring: readonly boolean[];
  readonly taken = new Set<number>();

  constructor(molecule: Molecule, groups: Group[]) {
    this.molecule = molecule;
    this.groups = groups;
    this.neighbours = neighboursOf(molecule);
    this.ring = ringBonds(molecule);
  }

  /** Rings that share an atom are one group. */
  aromaticRings() {
    const aromatic = (bond: number) => this.molecule.bonds[bond]!.aromatic;
    for (const atoms of this.pieces(aromatic, (atom) => this.neighbours[atom]!.some(({ bond }) => aromatic(bond)))) {
      const carbon = atoms.every((atom) => this.element(atom) === 'C');
      this.take(carbon ? (atoms.length === 6 ? 'benzene' : 'fused-aromatic') : 'heteroaromatic', atoms);
    }
  }

  /** A ring of three carbons and a nitrogen, its carbonyl's oxygen with it. */
  lactams() {
    for (const nitrogen of this.free('N')) {
      for (const carbonyl of this.around(nitrogen).filter((atom) => this.oxygens(atom).length === 1)) {
        for (const next of this.around(carbonyl).filter((atom) => this.element(atom) === 'C')) {
          const last = this.around(next).find((atom) => atom !== carbonyl && this.around(nitrogen).includes(atom));
          if (last === undefined || this.taken.has(nitrogen)) continue;
          this.take('beta-lactam', [nitrogen, carbonyl, next, last, ...this.oxygens(carbonyl)]);
        }
      }
    }
  }

  carbonyls() {
    for (const carbon of this.free('C')) {
      const [oxygen] = this.oxygens(carbon);
      if (oxygen === undefined) continue;
      const single = this.around(carbon).filter((atom) => atom !== oxygen && !this.taken.has(atom));
      const acidic = single.find((atom) => this.element(atom) === 'O' && this.hydrogens(atom) === 1);
      const other = single.find((atom) => this.element(atom) === 'O');
      const nitrogens = single.filter((atom) => this.element(atom) === 'N');
      if (acidic !== undefined) this.take('carboxyl', [carbon, oxygen, acidic]);
      else if (other !== undefined) this.take('ester', [carbon, oxygen, other]);
      else this.take(nitrogens.length > 0 ? 'amide' : 'carbonyl', [carbon, oxygen, ...nitrogens]);
    }
  }

  aroundHeteroatoms() {
    for (const sulfur of this.free('S')) {
      const oxygens = this.oxygens(sulfur);
      const nitrogen = this.around(sulfur).find((atom) => this.element(atom) === 'N' && !this.taken.has(atom));
      if (oxygens.length === 1) this.take('sulfinyl', [sulfur, ...oxygens]);
      else if (oxygens.length === 2 && nitrogen === undefined) this.take('sulfonyl', [sulfur, ...oxygens]);
      else if (oxygens.length === 2) this.take('sulfonamide', [sulfur, ...oxygens, nitrogen!]);
    }
    for (const nitrogen of this.free('N')) {
      const oxygens = this.around(nitrogen).filter((atom) => this.element(atom) === 'O');
      if (oxygens.length === 2) this.take('nitro', [nitrogen, ...oxygens]);
    }
    for (const carbon of this.free('C')) {
      const of = (element: string) =>
        this.around(carbon).filter((atom) => this.element(atom) === element && !this.taken.has(atom));
      if (of('F').length === 3) this.take('trifluoromethyl', [carbon, ...of('F')]);
      const nitrogens = this.around(carbon).filter((atom) => this.element(atom) === 'N');
      if (nitrogens.length === 3) this.take('guanidine', [carbon, ...of('N')]);
    }
  }

  singleHeteroatoms() {
    const kinds: Readonly<Record<string, readonly [bare: GroupKind, withHydrogen: GroupKind]>> = {
      F: ['fluorine', 'fluorine'],
      Cl: ['chlorine', 'chlorine'],
      O: ['ether', 'hydroxyl'],
      S: ['thioether', 'thiol'],
      N: ['amine', 'amine'],
    };
    for (const [element, [bare, withHydrogen]] of Object.entries(kinds)) {
      for (const atom of this.free(element)) {
        const double = this.doublyBound(atom)[0];
        if (double !== undefined && this.element(double) === 'C') this.take('imine', [atom, double]);
        else this.take(this.hydrogens(atom) > 0 ? withHydrogen : bare, [atom]);
      }
    }
  }

  carbons() {
    const left = (atom: number) => !this.taken.has(atom);
    for (const atoms of this.pieces((bond) => this.molecule.bonds[bond]!.order === 2, left)) {
      if (atoms.length > 1) this.take('alkene', atoms);
    }
    for (const atoms of this.pieces(() => true, left)) this.take(this.carbonKind(atoms), atoms);
  }

  carbonKind(atoms: readonly number[]): GroupKind {
    const ends = atoms.filter((atom) => this.hydrogens(atom) === 3).length;
    if (atoms.some((atom) => this.neighbours[atom]!.some(({ bond }) => this.ring[bond]))) return 'carbon-ring';
    if (atoms.length === 1 && ends === 1) return 'methyl';
    if (atoms.length === 3 && ends === 2) return 'isopropyl';
    return atoms.length === 4 && ends === 3 ? 'tert-butyl' : 'carbon-chain';
  }

  /** Connected pieces of the atoms that belong to it, along bonds that do. */
  pieces(bonds: (bond: number) => boolean, belongs: (atom: number) => boolean): number[][] {
    const seen = new Set<number>();
    return this.molecule.atoms.flatMap((_, start) => {
      if (seen.has(start) || !belongs(start)) return [];
      const piece = [start];
      seen.add(start);
      for (const atom of piece) {
        for (const { atom: next, bond } of this.neighbours[atom]!) {
          if (seen.has(next) || !bonds(bond) || !belongs(next)) continue;
          seen.add(next);
          piece.push(next);
        }
      }
      return [piece];
    });
  }

  take(kind: GroupKind, atoms: readonly number[]) {
    const own = atoms.filter((atom) => !this.taken.has(atom)).sort((a, b) => a - b);
    for (const atom of own) this.taken.add(atom);
    this.groups.push({ kind, atoms: own });
  }

  element = (atom: number) => this.molecule.atoms[atom]!.element;
  hydrogens = (atom: number) => this.molecule.atoms[atom]!.hydrogens;
  around = (atom: number) => this.neighbours[atom]!.map(({ atom: next }) => next);
  doublyBound = (atom: number) =>
    this.neighbours[atom]!.filter(({ bond }) => this.molecule.bonds[bond]!.order === 2).map(({ atom: next }) => next);
  oxygens = (atom: number) => this.doublyBound(atom).filter((next) => this.element(next) === 'O');

  /** Atoms of an element that are in no group when their turn comes. */
  *free(element: string): Generator<number> {
    for (const atom of this.molecule.atoms.keys()) {
      if (this.element(atom) === element && !this.taken.has(atom)) yield atom;
    }
  }
}

function joinAcrossDoubleBonds({ bonds }: Molecule, groups: readonly Group[]): Group[] {
  const joined = [...groups];
  for (const { from, to, order } of bonds) {
    if (order === 1) continue;
    const [a, b] = [from, to].map((atom) => joined.findIndex(({ atoms }) => atoms.includes(atom)));
    if (a === b) continue;
    const [first, second] = [joined[Math.min(a!, b!)]!, joined[Math.max(a!, b!)]!];
    joined[Math.min(a!, b!)] = { kind: first.kind, atoms: [...first.atoms, ...second.atoms].sort((x, y) => x - y) };
    joined.splice(Math.max(a!, b!), 1);
  }
  return joined;
}
