import { readMolecule, type Molecule } from '../../lab/science/molecules/molecule.ts';
import { drugNames } from './drug-names.ts';
import { moleculeLines } from './molecules.ts';
import type { motifs } from './motifs.ts';

export type DrugClass = keyof typeof motifs;

export interface Drug {
  readonly name: string;
  readonly ofClass: string;
  readonly molecule: Molecule;
  /** Atoms of the textbook motif of each class, where it has one. */
  readonly motifs: Partial<Record<DrugClass, readonly number[]>>;
}

/** The 97 drugs, in the order of the table. */
export const drugs: readonly Drug[] = moleculeLines
  .trim()
  .split('\n')
  .map((line, i) => {
    const [, atoms = '', bonds = '', found = ''] = line.split('|');
    const { value, ofClass } = drugNames[i]!;
    return { name: value, ofClass, molecule: readMolecule(atoms, bonds), motifs: readMotifs(found) };
  });

export const indexOfDrug = (name: string): number => drugs.findIndex((drug) => drug.name === name);

/** `nsaid=1 3 4;…` */
function readMotifs(text: string): Drug['motifs'] {
  const parts = text.split(';').filter((part) => part !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const [motif = '', indices = ''] = part.split('=');
      return [motif, indices.split(' ').map(Number)];
    }),
  );
}
