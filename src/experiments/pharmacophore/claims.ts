import type { Claim } from '../../lab/contract/claim.ts';
import type { Pharmacophore } from './params.ts';

type PharmacophoreClaim = Claim<Pharmacophore>;

/** The classes, and what share of the evidence at least lies on the motif, whatever the folds. */
const classes = [
  ['beta-blocker', { motif: 0.7 }],
  ['nsaid', { motif: 0.45 }],
  ['sulfonamide', { motif: 0.9 }],
  ['beta-lactam', { motif: 0.35 }],
] as const;

/** What the post says of the drugs: each is judged by the one of five models that has not seen it; a seed draws the folds. */
export const claims: readonly PharmacophoreClaim[] = [
  {
    id: 'propafenone',
    headline: true,
    set: {},
    readout: 'probability',
    worse: 'lower',
    bar: { medianAtLeast: 0.5 },
  },
  // The radius hardly matters: the atoms alone, and everything within two and three bonds.
  ...classes.flatMap(([ofClass]) =>
    ([0, 2, 3] as const).map((radius): PharmacophoreClaim => ({
      id: `${ofClass}-auc-r${radius}`,
      set: { class: ofClass, radius },
      readout: 'auc',
      worse: 'lower',
      bar: { worstAtLeast: 0.97 },
    })),
  ),
  ...classes.map(([ofClass, { motif }]): PharmacophoreClaim => ({
    id: `${ofClass}-motif-r3`,
    set: { class: ofClass, radius: 3 },
    readout: 'evidenceOnMotif',
    worse: 'lower',
    bar: { worstAtLeast: motif },
  })),
  {
    id: 'beta-blocker-motif',
    set: {},
    readout: 'evidenceOnMotif',
    worse: 'lower',
    bar: { worstAtLeast: 0.7 },
  },
  // The hard cases, whole and changed.
  {
    id: 'propafenone-no-amine',
    set: { without: 'propafenone:1' },
    readout: 'probability',
    worse: 'higher',
    bar: { worstAtMost: 0.5 },
  },
  {
    id: 'propafenone-no-hydroxyl',
    set: { without: 'propafenone:3' },
    readout: 'probability',
    worse: 'higher',
    bar: {},
  },
  {
    id: 'propafenone-no-ketone',
    set: { without: 'propafenone:6' },
    readout: 'probability',
    worse: 'lower',
    bar: {},
  },
  {
    id: 'guaifenesin',
    set: { molecule: 'guaifenesin' },
    readout: 'probability',
    worse: 'higher',
    bar: {},
  },
  {
    id: 'dapsone',
    set: { class: 'sulfonamide', molecule: 'dapsone' },
    readout: 'probability',
    worse: 'lower',
    bar: { medianAtLeast: 0.5 },
  },
  {
    id: 'furosemide',
    set: { class: 'nsaid', molecule: 'furosemide' },
    readout: 'probability',
    worse: 'higher',
    bar: {},
  },
  {
    id: 'furosemide-no-carboxyl',
    set: { class: 'nsaid', molecule: 'furosemide', without: 'furosemide:2' },
    readout: 'probability',
    worse: 'higher',
    bar: { worstAtMost: 0.5 },
  },
  {
    id: 'valproic-acid',
    set: { class: 'nsaid', molecule: 'valproic-acid' },
    readout: 'probability',
    worse: 'higher',
    bar: { worstAtMost: 0.5 },
  },
];
