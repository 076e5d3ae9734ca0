import fc from 'fast-check';
import { expect, test } from 'vitest';
import { params } from '../../experiments/vanishing-gradient/params.ts';
import { defaultsOf } from './schema.ts';
import { readStateQuery, writeStateQuery } from './state-query.ts';

const { schema } = params;
const alone = { name: 'vanishing-gradient', prefixed: false };
const inPost = { name: 'vanishing-gradient', prefixed: true };

test('what is written is read again, alone and in a post', () => {
  const settings = { ...defaultsOf(schema), net: 'tanh' as const, depth: 17, gain: 0.45 };
  for (const place of [alone, inPost]) {
    const query = writeStateQuery(schema, settings, '', place);
    expect(readStateQuery(schema, query, place)).toEqual({ params: settings, problems: [], present: true });
  }
  expect(writeStateQuery(schema, settings, '', inPost)).toContain('vanishing-gradient.depth=17');
});

test('defaults leave no trace, and what others put into the address stays', () => {
  const query = writeStateQuery(
    schema,
    defaultsOf(schema),
    '?utm=x&vanishing-gradient.depth=3&deep-training.depth=9',
    inPost,
  );
  expect(query).toBe('?utm=x&deep-training.depth=9');
  expect(writeStateQuery(schema, defaultsOf(schema), '', alone)).toBe('');
});

test("an experiment in a post does not take another's keys, nor bare ones", () => {
  expect(readStateQuery(schema, '?depth=9&deep-training.depth=9', inPost).present).toBe(false);
});

test('no address, however hostile, gives settings out of bounds or throws', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(schema), '__proto__', 'x'), fc.string()), (given) => {
      const query = `?${new URLSearchParams(given)}`;
      const { params: read } = readStateQuery(schema, query, alone);
      expect(readStateQuery(schema, writeStateQuery(schema, read, '', alone), alone).problems).toEqual([]);
      expect(Object.keys(read).sort()).toEqual(Object.keys(schema).sort());
    }),
    { seed: 3 },
  );
});
