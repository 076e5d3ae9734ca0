import { describe, expect, test } from 'vitest';
import { someValue } from '../lab/build/fuzz/random-settings.ts';
import type { Params } from '../lab/contract/schema.ts';
import { defaultsOf, sameParams, sameTraining, withQuestionsOf } from '../lab/contract/schema.ts';
import { readStateQuery, writeStateQuery } from '../lab/contract/state-query.ts';
import { next, startingMachine } from '../lab/page/stage/stage-machine.ts';
import { createRandom } from '../lab/science/random.ts';
import { experimentNames, loadExperiment } from '../lab/worker/registry.ts';

describe.each(experimentNames)('%s: a shared link', (name) => {
  test.each(['in a post', 'alone'])('%s shows what it says, for 50 random settings', async (where) => {
    const { definition, experiment } = await loadExperiment(name);
    const { schema } = definition;
    const defaults: Params = defaultsOf(schema);
    const place = { name, prefixed: where === 'in a post' };
    const facts = { schema, defaults, instant: definition.instant ?? false, asks: experiment.ask !== undefined };
    const random = createRandom(1, `links of ${name}`);
    for (let i = 0; i < 50; i++) {
      const wanted: Params = Object.fromEntries(
        // Some stay as they are, as in the links of readers.
        Object.entries(schema).map(([key, one]) => [
          key,
          random.uniform() < 0.3 ? defaults[key]! : someValue(one, random),
        ]),
      );
      const query = writeStateQuery(schema, wanted, '?other=1', place);
      const { params, problems } = readStateQuery(schema, query, place);
      expect(params).toEqual(wanted);
      expect(problems).toEqual([]);
      if (sameParams(wanted, defaults)) continue;
      const [awake] = next(startingMachine(defaults), { kind: 'awake' }, facts);
      const [{ params: onControls }, effects] = next(awake, { kind: 'adopt', params, problems }, facts);
      expect(onControls).toEqual(wanted);
      // What will be shown is what the controls say: computed, or answered by a training of the same settings.
      expect(effects).toHaveLength(1);
      const [effect] = effects;
      if (effect?.kind === 'ask') {
        expect(sameTraining(schema, wanted, defaults)).toBe(true);
        expect(effect.params).toEqual(withQuestionsOf(schema, defaults, wanted));
      } else expect(effect).toMatchObject({ kind: 'launch', params: wanted });
    }
  });
});
