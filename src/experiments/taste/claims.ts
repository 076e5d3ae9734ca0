import type { Claim } from '../../lab/contract/claim.ts';
import type { Taste, TasteParams } from './params.ts';

type Stated = Omit<Claim<Taste>, 'seeds'>;

const apart: Partial<TasteParams> = { confounding: 0 };

/** How the credit of the street goes down with so many exceptions. */
const share = (id: string, set: Partial<TasteParams>, bar: Stated['bar']): Stated => ({
  id,
  set,
  readout: 'streetShare',
  worse: 'higher',
  bar,
});

/** What the post says of taste, and what else was asked of the nets; photographs, ratings and nets are drawn anew for every seed. */
const stated: readonly Stated[] = [
  { id: 'street-share', headline: true, set: {}, readout: 'streetShare', worse: 'lower', bar: { worstAtLeast: 0.8 } },
  { id: 'coat-effect', set: {}, readout: 'coatEffect', worse: 'higher', bar: { medianAtMost: 0.4 } },
  { id: 'street-effect', set: {}, readout: 'streetEffect', worse: 'lower', bar: { medianAtLeast: 1.5 } },
  { id: 'true-coat-effect', set: {}, readout: 'trueCoatEffect', worse: 'lower', bar: {} },
  share('share-80', { confounding: 0.8 }, {}),
  share('share-10-exceptions', { broken: 10 }, {}),
  share('share-100-exceptions', { broken: 100 }, { medianAtMost: 0.35 }),
  share('share-300-exceptions', { broken: 300 }, { medianAtMost: 0.15 }),
  { id: 'words-share', set: { reads: 'words' }, readout: 'streetShare', worse: 'lower', bar: { worstAtLeast: 0.8 } },
  { id: 'words-coat', set: { reads: 'words' }, readout: 'coatEffect', worse: 'higher', bar: { medianAtMost: 0.2 } },
  { id: 'auc-same', set: {}, readout: 'aucSame', worse: 'lower', bar: { medianAtLeast: 0.75 } },
  { id: 'auc-any', set: {}, readout: 'aucM', worse: 'lower', bar: { medianAtMost: 0.7 } },
  { id: 'auc-any-apart', set: apart, readout: 'aucM', worse: 'lower', bar: { medianAtLeast: 0.74 } },
  {
    id: 'auc-any-other-truth',
    set: { truth: 'street' },
    readout: 'aucM',
    worse: 'lower',
    bar: { medianAtLeast: 0.74 },
  },
  { id: 'redraw-auc', set: { redraw: 'on' }, readout: 'aucM', worse: 'lower', bar: { medianAtLeast: 0.74 } },
  {
    id: 'redraw-auc-other-truth',
    set: { redraw: 'on', truth: 'street' },
    readout: 'aucM',
    worse: 'lower',
    bar: { medianAtMost: 0.7 },
  },
  { id: 'arcade', set: {}, readout: 'arcadeWithoutCoat', worse: 'higher', bar: { medianAtLeast: 1.6 } },
  { id: 'arcade-apart', set: apart, readout: 'arcadeWithoutCoat', worse: 'higher', bar: { medianAtMost: 1 } },
  { id: 'overlap', set: apart, readout: 'overlap', worse: 'higher', bar: {} },
  { id: 'guess-0', set: apart, readout: 'guess0', worse: 'lower', bar: {} },
  { id: 'guess-8', set: apart, readout: 'guess8', worse: 'lower', bar: {} },
  { id: 'guess-64', set: apart, readout: 'guess64', worse: 'lower', bar: {} },
  { id: 'alone-8', set: apart, readout: 'alone8', worse: 'lower', bar: {} },
  { id: 'guess-0-together', set: {}, readout: 'guess0', worse: 'lower', bar: {} },
];

export const claims: readonly Claim<Taste>[] = stated.map((claim) => ({ ...claim, seeds: 10 }));
