import { Molecule, SmilesParser, SSSearcher } from 'openchemlib';
import { untangled } from './untangle.ts';

/**
 * Molecules drawn flat, by OpenChemLib, which no reader downloads: what comes out is text that an experiment's folder keeps
 * and its test writes anew and compares.
 *
 * One line a molecule: name, atoms, bonds. An atom is its element, hydrogens, charge and place (24 units
 * are a bond's length), a bond its two atoms with its order between them: `-`, `=`, `#`, and `.` and `:` for the single and the
 * double ones of an aromatic ring. Last the atoms of the textbook motif of every class, where they are found.
 */
export function flatMolecule(smiles: string, motifs: Readonly<Record<string, string>>) {
  const molecule = Molecule.fromSmiles(smiles);
  const formula = hillOrder(molecule.getMolecularFormula().formula);
  molecule.inventCoordinates();
  const count = molecule.getAllAtoms();
  const indices = Array.from({ length: count }, (_, atom) => atom);
  const length = molecule.getAverageBondLength(true);
  const ends = Array.from(
    { length: molecule.getAllBonds() },
    (_, bond) => [molecule.getBondAtom(0, bond), molecule.getBondAtom(1, bond)] as const,
  );
  const invented = indices.map((atom) => [molecule.getAtomX(atom) / length, molecule.getAtomY(atom) / length] as const);
  const places = flattest(untangled(invented, ends));
  const [left, top] = [0, 1].map((axis) => Math.min(...places.map((place) => place[axis]!)));
  const atoms = indices.map((atom) => {
    const charge = molecule.getAtomCharge(atom);
    const [x, y] = places[atom]!;
    const place = `${Math.round(24 * (x - left!))},${Math.round(24 * (y - top!))}`;
    return `${molecule.getAtomLabel(atom)}${molecule.getAllHydrogens(atom)}${charge > 0 ? '+' : charge < 0 ? '-' : ''}@${place}`;
  });
  const bonds = ends.map(([from, to], bond) => {
    const order = molecule.getBondOrder(bond);
    const sign = (molecule.isAromaticBond(bond) ? '.:' : '-=#')[order - 1]!;
    return `${from}${sign}${to}`;
  });
  const found = Object.entries(motifs).flatMap(([name, smarts]) => {
    const matches = matchesOf(molecule, smarts);
    return matches.length === 0 ? [] : [`${name}=${[...new Set(matches.flat())].sort((a, b) => a - b).join(' ')}`];
  });
  return { formula, text: [atoms.join(' '), bonds.join(' '), found.join(';')].join('|') };
}

/** Carbon, hydrogen, then the others by the alphabet: as compendia write formulas. */
function hillOrder(formula: string): string {
  const rank = (part: string) => (/^C\d*$/.test(part) ? 0 : /^H\d*$/.test(part) ? 1 : 2);
  const parts = formula.match(/[A-Z][a-z]?\d*/g) ?? [];
  return parts.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).join('');
}

/** Turned so that it is as wide and as low as can be: a screen has more room that way. */
function flattest(places: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const turns = Array.from({ length: 12 }, (_, twelfth) => {
    const [cos, sin] = [Math.cos((Math.PI * twelfth) / 12), Math.sin((Math.PI * twelfth) / 12)];
    return places.map(([x, y]) => [cos * x - sin * y, sin * x + cos * y] as const);
  });
  const height = (turned: (typeof turns)[number]) => {
    const ys = turned.map(([, y]) => y);
    // To a thousandth: which of two equal turns is taken does not hang on the last bit.
    return Math.round(1000 * (Math.max(...ys) - Math.min(...ys)));
  };
  return turns.reduce((best, turned) => (height(turned) < height(best) ? turned : best));
}

function matchesOf(molecule: Molecule, smarts: string): readonly number[][] {
  const fragment = new SmilesParser({ smartsMode: 'smarts' }).parseMolecule(smarts);
  const searcher = new SSSearcher();
  searcher.setMol(fragment, molecule);
  searcher.findFragmentInMolecule();
  return searcher.getMatchList();
}

export interface TableRow {
  readonly class: string;
  readonly name: string;
  readonly label: string;
  readonly smiles: string;
  readonly formula: string;
}

/** A table of molecules: a header and a line each, separated by commas, of which no cell has one. */
export function readTable(csv: string): TableRow[] {
  const [header = '', ...lines] = csv.trim().split('\n');
  const keys = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== keys.length) throw new Error(`Not ${keys.length} cells: ${line}`);
    return Object.fromEntries(keys.map((key, i) => [key, cells[i]])) as unknown as TableRow;
  });
}

/** The table's molecules as a module. @throws if a structure and its formula do not fit */
export function moleculesModule(csv: string, motifs: Readonly<Record<string, string>>): string {
  const lines = readTable(csv).map((row) => {
    const { formula, text } = flatMolecule(row.smiles, motifs);
    if (formula !== row.formula)
      throw new Error(`${row.name}: the structure is ${formula}, the table says ${row.formula}.`);
    return `${row.name}|${text}`;
  });
  return textModule('moleculeLines', lines);
}

/** Its names and classes as a module, for those who need no structure. */
export function namesModule(csv: string): string {
  return textModule(
    'nameLines',
    readTable(csv).map((row) => `${row.name}|${row.class}|${row.label}`),
  );
}

function textModule(name: string, lines: readonly string[]): string {
  return [
    '// Written from the table beside it by the test of this folder (npm test -- --project unit molecules -u); not by hand.',
    `export const ${name} = \``,
    ...lines,
    '`;',
    '',
  ].join('\n');
}
