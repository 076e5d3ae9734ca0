import { defineExperiment, type Frame } from '../../lab/contract/experiment.ts';
import type { ResultOf } from '../../lab/contract/results.ts';
import { logistic } from '../../lab/science/logistic-regression.ts';
import { fitFolds, foldsOf, heldOutScores, labelsOf, motifShare, quality, tableOf } from './classifier.ts';
import { params as definition, type Pharmacophore } from './params.ts';
import { layers } from './results.ts';
import { readShownMolecule } from './shown-molecule.ts';

export const experiment = defineExperiment(definition, {
  /** One step fits five models at one radius, each to the drugs that the other four leave out: the chosen radius first. */
  *run(params) {
    const { class: ofClass, penalty, seed, radius } = params;
    const foldOf = foldsOf(ofClass, seed);
    const fit = (r: number) => {
      const table = tableOf(r);
      const models = fitFolds(table, ofClass, penalty, foldOf);
      return { table, models, scores: heldOutScores(table, models, foldOf) };
    };
    const { table, models, scores } = fit(radius);
    const auc = quality(scores, ofClass);
    const aucByRadius = new Float64Array(layers.length).fill(NaN);
    aucByRadius[radius] = auc;
    const weights = Float32Array.from(models.flatMap((model) => [...model]));
    const evidenceOnMotif = motifShare(table, ofClass, models, foldOf);
    const frame = (done: number): Frame<Pharmacophore> => ({
      progress: done / layers.length,
      milestone: true,
      weights: () => weights.slice(),
      snapshot(asked) {
        const shown = readShownMolecule(asked, weights);
        return {
          readouts: { auc, evidenceOnMotif, columns: table.columns.size, ...shown.readouts },
          series: {
            aucByRadius: aucByRadius.slice(),
            scores: Float64Array.from(scores, logistic),
            members: Float64Array.from(labelsOf(ofClass)),
            ...shown.series,
          },
        } as ResultOf<Pharmacophore>;
      },
    });
    yield frame(1);
    const others = layers.map(Number).filter((r) => r !== radius);
    for (const [i, other] of others.entries()) {
      aucByRadius[other] = quality(fit(other).scores, ofClass);
      yield frame(i + 2);
    }
  },

  ask: readShownMolecule,
});
