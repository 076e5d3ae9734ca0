import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../lab/contract/run-to-end.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { functionalGroups } from '../../lab/science/molecules/functional-groups.ts';
import { fitFolds, folds, foldsOf, heldOutScores, labelsOf, quality, tableOf } from './classifier.ts';
import { drugs, type DrugClass } from './drugs.ts';
import { evidenceOf } from './drawing.ts';
import { experiment } from './experiment.ts';
import { figure } from './figure.ts';
import { groupsOff, toggled } from './groups-off.ts';
import { placesOf, sheet } from './molecule-picture.tsx';
import { motifs } from './motifs.ts';
import { params as definition, type PharmacophoreParams } from './params.ts';
import { elements } from './results.ts';

const defaults: PharmacophoreParams = defaultsOf(definition.schema);
const classes = Object.keys(motifs) as DrugClass[];

test('members and others are dealt out evenly to the folds, and a seed deals anew', () => {
  for (const ofClass of classes) {
    const labels = labelsOf(ofClass);
    const foldOf = foldsOf(ofClass, 3);
    for (const kind of [0, 1]) {
      const counts = Array.from(
        { length: folds },
        (_, f) => foldOf.filter((g, i) => g === f && labels[i] === kind).length,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(foldsOf(ofClass, 4)).not.toEqual(foldOf);
  }
});

test('a model knows nothing of the drugs that are held out: what only they have weighs nothing', () => {
  const table = tableOf(2);
  const foldOf = foldsOf('nsaid', 1);
  const models = fitFolds(table, 'nsaid', 1, foldOf);
  models.forEach((weights, fold) => {
    const seen = new Set(table.bits.flatMap((bits, i) => (foldOf[i] === fold ? [] : [...bits.keys()])));
    const unseen = [...table.columns.values()].filter((column) => !seen.has(column));
    expect(unseen.length).toBeGreaterThan(20);
    expect(unseen.filter((column) => weights[column] !== 0)).toEqual([]);
  });
});

test('the scores are the drugs’ own: dealt out to others they rank nothing', () => {
  const table = tableOf(2);
  const foldOf = foldsOf('beta-blocker', 1);
  const models = fitFolds(table, 'beta-blocker', 1, foldOf);
  const scores = heldOutScores(table, models, foldOf);
  expect(quality(scores, 'beta-blocker')).toBeGreaterThan(0.97);
  // The same scores, each given to another drug.
  expect(
    quality(
      drugs.map((_, i) => scores[(i * 31 + 7) % drugs.length]!),
      'beta-blocker',
    ),
  ).toBeLessThan(0.8);
});

test.each(drugs)(
  '$name: every atom is in one group, has a known element and its place on the sheet',
  ({ molecule }) => {
    const inGroups = functionalGroups(molecule).flatMap(({ atoms }) => atoms);
    expect([...inGroups].sort((a, b) => a - b)).toEqual(molecule.atoms.map((_, i) => i));
    expect(molecule.atoms.filter(({ element }) => !(elements as readonly string[]).includes(element))).toEqual([]);
    const drawn = molecule.atoms.map((atom) => ({ ...atom, group: 0, erased: false, inMotif: false, evidence: [] }));
    for (const [x, y] of placesOf(drawn)) {
      expect(Math.abs(x - sheet.width / 2)).toBeLessThanOrEqual(sheet.width / 2 - sheet.margin + 1e-9);
      expect(Math.abs(y - sheet.height / 2)).toBeLessThanOrEqual(sheet.height / 2 - sheet.margin + 1e-9);
    }
  },
);

describe('the molecule on the bench', () => {
  test('asked, the weights of a run answer as the run did', async () => {
    const { result, weights } = await runToEnd(experiment, defaults);
    expect(result).toMatchObject(experiment.ask!(defaults, weights!));
    const without = experiment.ask!({ ...defaults, without: 'propafenone:1' }, weights!);
    expect(without.readouts.probabilityBefore).toBe(result.readouts.probability);
    expect(without.readouts.probability).toBeLessThan(result.readouts.probability!);
    expect(without.readouts.changedAtoms).toBe(1);
  });

  test('evidence over atoms and layers is the log odds, but for the intercept', async () => {
    const { result, weights } = await runToEnd(experiment, { ...defaults, radius: 3 });
    const size = weights!.length / folds;
    const index = drugs.findIndex(({ name }) => name === defaults.molecule);
    const fold = foldsOf(defaults.class, defaults.seed)[index]!;
    const { exhibit } = figure(result, { ...defaults, radius: 3 });
    const sum = exhibit.drawing.atoms.reduce(
      (total, atom) => total + evidenceOf(atom),
      weights![(fold + 1) * size - 1]!,
    );
    expect(sum).toBeCloseTo(result.readouts.logOdds!, 2);
    const ofGroups = exhibit.drawing.groups.reduce((total, { evidence }) => total + evidence, 0);
    expect(ofGroups + weights![(fold + 1) * size - 1]!).toBeCloseTo(sum, 9);
  });

  test('every molecule can be erased whole, and made of carbon whole', async () => {
    const { weights } = await runToEnd(experiment, defaults);
    const all = Array.from({ length: 30 }, (_, i) => i).join('.');
    for (const { name, molecule } of drugs) {
      const asked = { ...defaults, molecule: name, without: `${name}:${all}` };
      const { readouts } = experiment.ask!(asked, weights!);
      expect(readouts.changedAtoms, name).toBe(molecule.atoms.length);
      const carbon = experiment.ask!({ ...asked, edit: 'carbon' }, weights!);
      expect(new Set(carbon.series.atomElement), name).toEqual(new Set([0]));
      expect(Number.isFinite(carbon.readouts.logOdds)).toBe(true);
    }
  });

  test('groups go and come back, and those of another molecule are not touched', () => {
    const at = (without: string) => ({ molecule: 'dapsone', without });
    expect(toggled(at(''), 3)).toBe('dapsone:3');
    expect(toggled(at('dapsone:3'), 1)).toBe('dapsone:1.3');
    expect(toggled(at('dapsone:1.3'), 3)).toBe('dapsone:1');
    expect(toggled(at('dapsone:1'), 1)).toBe('');
    expect(groupsOff(at('propafenone:1'))).toEqual([]);
    expect(groupsOff(at('dapsone:1.x.1.-2.7'))).toEqual([1, 7]);
  });
});
