import { describe, expect, test } from 'vitest';
import type { Params, ParamDefinition, ParamValue } from '../lab/contract/schema.ts';
import { defaultsOf, sameParams, sameTraining, withQuestionsOf } from '../lab/contract/schema.ts';
import { readStateQuery, writeStateQuery } from '../lab/contract/state-query.ts';
import { next, startingMachine } from '../lab/page/stage/stage-machine.ts';
import { createRandom, type Random } from '../lab/science/random.ts';
import { experimentNames, loadExperiment } from '../lab/worker/registry.ts';

/** A value that the setting can have, any of them. */
function someValue(definition: ParamDefinition, random: Random): ParamValue {
  switch (definition.kind) {
    case 'number': {
      const { min, max, step } = definition;
      const value = min + step * Math.floor(random.uniform() * (Math.floor((max - min) / step + 1e-9) + 1));
      return Number(value.toFixed(10));
    }
    case 'choice':
      return definition.options[Math.floor(random.uniform() * definition.options.length)]!.value;
    case 'choices': {
      const chosen = definition.options.filter(() => random.uniform() < 0.5).slice(0, definition.most);
      return (chosen.length > 0 ? chosen : definition.options.slice(0, 1)).map(({ value }) => value);
    }
    case 'text':
      return random.uniform() < 0.5 ? definition.default : '一条狗，在 & 唱歌？#=%';
  }
}

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
