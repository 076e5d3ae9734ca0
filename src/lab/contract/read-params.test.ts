import { describe, expect, test } from 'vitest';
import { defineParams, type AnyDefinition } from './definition.ts';
import { isRelevant, readParams, toStep } from './read-params.ts';
import { defaultsOf } from './schema.ts';
import { wordless } from '../../../tests/wordless.ts';

const { schema } = defineParams({
  name: 'test',
  ...wordless,
  readouts: {},
  series: {},
  schema: {
    depth: { kind: 'number', label: '深度', min: 2, max: 100, step: 1, default: 50 },
    gain: {
      kind: 'number',
      label: '增益',
      min: 0.3,
      max: 4,
      step: 0.01,
      scale: 'log',
      default: 1,
      when: { net: ['tanh'] },
    },
    net: {
      kind: 'choice',
      label: '网络',
      options: [
        { value: 'relu', label: '' },
        { value: 'tanh', label: '' },
      ],
      default: 'relu',
    },
    nets: {
      kind: 'choices',
      label: '网络',
      most: 2,
      options: ['a', 'b', 'c'].map((value) => ({ value, label: value })),
      default: ['a'],
    },
  },
});

describe('readParams', () => {
  test('what is missing becomes the default', () => {
    expect(readParams(schema, {})).toEqual({ params: { depth: 50, gain: 1, net: 'relu', nets: ['a'] }, problems: [] });
  });

  test.each([
    ['depth', '1', 2, 'out-of-range'],
    ['depth', '1e999', 50, 'not-a-value'],
    ['depth', '101', 100, 'out-of-range'],
    ['depth', 'NaN', 50, 'not-a-value'],
    ['depth', '', 50, 'not-a-value'],
    ['depth', '<script>', 50, 'not-a-value'],
    ['gain', '-3', 0.3, 'out-of-range'],
    ['net', 'TANH', 'relu', 'not-a-value'],
    ['nets', 'x,y', ['a'], 'not-a-value'],
    ['nets', 'a,b,c', ['a', 'b'], 'out-of-range'],
  ] as const)('%s=%s is brought to %s and told', (key, given, expected, kind) => {
    const { params, problems } = readParams(schema, { [key]: given });
    expect(params[key]).toEqual(expected);
    expect(problems).toMatchObject([{ key, kind }]);
    expect(problems[0]?.allowed).not.toBe('');
  });

  test.each([
    ['depth', '17.4', 17],
    ['depth', 2, 2],
    ['depth', 100, 100],
    ['gain', '0.30000000000000004', 0.3],
    ['net', 'tanh', 'tanh'],
    ['nets', 'c,a', ['a', 'c']],
  ] as const)('%s=%s is taken as %s without a word', (key, given, expected) => {
    const { params, problems } = readParams(schema, { [key]: given });
    expect(params[key]).toEqual(expected);
    expect(problems).toEqual([]);
  });

  test('an unknown key, also one that every object has, is told and changes nothing', () => {
    const { params, problems } = readParams(schema, { __proto__x: 1, toString: 2 });
    expect(params).toEqual(defaultsOf(schema));
    expect(problems.map(({ kind }) => kind)).toEqual(['unknown-key', 'unknown-key']);
  });

  test('a control shows only beside the choices it belongs to', () => {
    expect(isRelevant(schema.gain, { net: 'tanh' })).toBe(true);
    expect(isRelevant(schema.gain, { net: 'relu' })).toBe(false);
    expect(isRelevant(schema.depth, {})).toBe(true);
  });

  test('steps leave no binary dust', () => {
    expect(toStep(0.1 + 0.2, 0.1, { min: 0, max: 1 })).toBe(0.3);
  });
});

const definitions = import.meta.glob<{ params: AnyDefinition }>('../../experiments/*/params.ts', { eager: true });

describe.each(Object.entries(definitions))('%s', (_, { params }) => {
  test('every bound of every setting is itself allowed, and one step beyond is not', () => {
    for (const [key, definition] of Object.entries(params.schema)) {
      if (definition.kind !== 'number') continue;
      const { min, max, step } = definition;
      for (const value of [min, max, definition.default, ...(definition.ticks ?? [])]) {
        const read = readParams(params.schema, { [key]: String(value) });
        expect(read.problems, `${key}=${value}`).toEqual([]);
        expect(read.params[key], `${key}=${value}`).toBe(value);
      }
      for (const value of [min - step, max + step]) {
        expect(readParams(params.schema, { [key]: value }).problems, `${key}=${value}`).toHaveLength(1);
      }
      if (definition.scale === 'log') expect(min).toBeGreaterThan(0);
    }
  });

  test('defaults, presets and conditions name values that exist', () => {
    expect(readParams(params.schema, defaultsOf(params.schema)).problems).toEqual([]);
    for (const preset of params.presets) expect(readParams(params.schema, preset.set).problems, preset.id).toEqual([]);
    for (const [key, definition] of Object.entries(params.schema)) {
      for (const [other, values] of Object.entries(definition.when ?? {})) {
        const choice = params.schema[other];
        const options = choice && 'options' in choice ? choice.options.map(({ value }) => value) : [];
        expect(options, `${key}: when ${other}`).toEqual(expect.arrayContaining([...values]));
      }
    }
    expect(params.guesses[params.answer]).toBeDefined();
  });
});
