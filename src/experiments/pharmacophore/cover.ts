import type { Colour, Scene, Shape } from '../../lab/science/data/shapes.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { drugs, indexOfDrug } from './drugs.ts';
import { params } from './params.ts';

const paper: Colour = [0.984, 0.98, 0.965];
const ink: Colour = [0.12, 0.14, 0.16];
const blue: Colour = [0.12, 0.37, 0.75];
const red: Colour = [0.7, 0.15, 0.12];

const defaults = defaultsOf(params.schema);
const { molecule, motifs } = drugs[indexOfDrug(defaults.molecule)]!;
const { atoms, bonds } = molecule;
const [right, bottom] = [Math.max(...atoms.map(({ x }) => x)), Math.max(...atoms.map(({ y }) => y))];
const scale = 0.86 / Math.max(right, bottom);
const place = (atom: number) =>
  [0.5 + scale * (atoms[atom]!.x - right / 2), 0.5 + scale * (atoms[atom]!.y - bottom / 2)] as const;

/** The molecule that the experiment opens with, the string of atoms that it is about marked. */
export const cover: Scene = {
  background: paper,
  shapes: [
    ...(motifs[defaults.class] ?? []).map((atom): Shape => ({
      kind: 'disc',
      centre: place(atom),
      radius: 0.055,
      colour: blue,
      alpha: 0.4,
    })),
    ...bonds.map(({ from, to, order }): Shape => ({
      kind: 'capsule',
      from: place(from),
      to: place(to),
      half: order === 2 ? 0.011 : 0.006,
      colour: ink,
    })),
    ...atoms.flatMap(({ element }, atom): Shape[] =>
      element === 'C'
        ? []
        : [{ kind: 'disc', centre: place(atom), radius: 0.026, colour: element === 'O' ? red : blue }],
    ),
  ],
};
