import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../lab/science/random.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { chooseBackend, memoryInUse } from '../../lab/worker/backend.ts';
import { runToEnd } from '../../lab/contract/run-to-end.ts';
import { logSlope, marginWeights, uniformity } from './credit.ts';
import { experiment } from './experiment.ts';
import { figure } from './figure.ts';
import { params as definition, type CreditAssignmentParams } from './params.ts';
import { probeLags } from './probe-lags.ts';
import { readSentence, segment, shownSentences } from './reading.ts';
import recorded from './recorded.json' with { type: 'json' };
import { drawProbes, drawSentences, longest } from './sentences.ts';
import { answerOf, classCounts, stopIndex, vocabulary } from './vocabulary.ts';

const defaults: CreditAssignmentParams = defaultsOf(definition.schema);
const quick = { ...defaults, steps: 50, beside: 'none' } as const;

beforeAll(async () => void (await chooseBackend()));

test('sentences say what their labels say, and a quarter of them lack a key word', () => {
  const { tokens, labels, length } = drawSentences(createRandom(1, 'test'), 2000, 12);
  let lacking = 0;
  for (let b = 0; b < 2000; b++) {
    const words = Array.from({ length }, (_, t) => tokens[t * 2000 + b]!);
    expect(words.at(-1)).toBe(stopIndex);
    const found = words.map(answerOf).filter((answer) => answer !== null);
    for (const question of [0, 1] as const) {
      const own = found.filter((answer) => answer.question === question);
      expect(own.length).toBeLessThanOrEqual(1);
      expect(labels[question]![b]).toBe(own[0]?.label ?? classCounts[question] - 1);
    }
    if (found.length < 2) lacking++;
  }
  expect(lacking / 2000).toBeGreaterThan(0.21);
  expect(lacking / 2000).toBeLessThan(0.29);
});

test('probes differ between lags in the key word’s place alone', () => {
  const probes = drawProbes(createRandom(2, 'test'), 10, longest, probeLags);
  probes.forEach(({ tokens, place }, i) => {
    expect(place).toBe(longest - 1 - probeLags[i]!);
    for (let b = 0; b < 10; b++) {
      const words = Array.from({ length: longest }, (_, t) => tokens[t * 10 + b]!);
      const key = words[place]!;
      expect(answerOf(key)?.question).toBe(b % 2);
      const others = words.filter((_, t) => t !== place);
      const first = Array.from({ length: longest }, (_, t) => probes[0]!.tokens[t * 10 + b]!);
      expect(others).toEqual(first.filter((_, t) => t !== probes[0]!.place));
      expect(key).toBe(first[probes[0]!.place]);
    }
  });
});

test('uniformity and slope of known curves', () => {
  expect(uniformity([2, 1, 4])).toBe(0.25);
  expect(uniformity([1, -1])).toBe(0);
  expect(uniformity([-1, -2])).toBe(0);
  const lags = [3, 6, 12, 47];
  expect(
    logSlope(
      lags,
      lags.map((lag) => 5 * 0.9 ** lag),
    ),
  ).toBeCloseTo(Math.log(0.9), 12);
  expect(logSlope(lags, [1, 1, 0, 1])).toBeNull();
});

test('a margin is the log odds against “none”', () => {
  expect([...marginWeights([1, 4])]).toEqual([0, 1, -1, -0.25, -0.25, -0.25, -0.25, 1]);
  expect([...marginWeights([1, 2], 0)]).toEqual([0, 1, -1, 0, 0, 0, 0, 0]);
});

describe('the reader’s own sentence', () => {
  test('is cut into words, with or without spaces, and unknown pieces are named', () => {
    expect(segment('一个 人 在跑步。')).toEqual({ words: ['一个', '人', '在', '跑步', '。'], unknown: [] });
    expect(segment('穿着红衣服')).toEqual({ words: ['穿着', '红', '衣服'], unknown: [] });
    expect(segment('今天猫在唱歌')).toEqual({ words: ['今天', '在', '唱歌'], unknown: ['猫'] });
  });

  test('whatever is typed can be read', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...vocabulary), fc.string({ maxLength: 4 })), { maxLength: 30 }),
        fc.integer({ min: 0, max: 60 }),
        (pieces, fillers) => {
          for (const words of shownSentences({ ...defaults, sentence: pieces.join(''), fillers })) {
            const { tokens } = readSentence(words);
            expect(tokens.at(-1)).toBe(stopIndex);
            expect(tokens.every((token) => token < vocabulary.length)).toBe(true);
          }
        },
      ),
    );
  });

  test('two subjects settle no answer', () => {
    expect(readSentence(['人', '狗', '跑步', '。']).truth).toBeNull();
    expect(readSentence(['红', '跑步', '。']).truth).toEqual([2, 0]);
  });
});

test('asked, the weights of a run answer as the run did, another question otherwise; nothing is left behind', async () => {
  const before = memoryInUse();
  const { result, weights } = await runToEnd(experiment, { ...quick, beside: 'rnn' });
  const same = experiment.ask!({ ...quick, beside: 'rnn' }, weights!);
  expect(result).toMatchObject(same);
  const far = experiment.ask!({ ...quick, beside: 'rnn', fillers: 20 }, weights!);
  expect(far.series['p.1']).toHaveLength(same.series['p.1']!.length + 20);
  expect(memoryInUse()).toEqual(before);
});

test('the added words are shown as one, and every model has a strip a sentence', async () => {
  const asked = { ...quick, fillers: 5, inside: '2' } as const;
  const { result } = await runToEnd(experiment, asked);
  const { exhibit } = figure(result, asked);
  expect(exhibit.sentences).toHaveLength(4);
  exhibit.models.forEach(({ strips }) =>
    strips.forEach(({ credits }, n) => expect(credits).toHaveLength(exhibit.sentences[n]!.length + 1)),
  );
  const [inside] = exhibit.inside;
  expect(inside!.traces.map(({ name }) => name)).toEqual(['遗忘门', '输入门', '输出门', '记忆']);
  for (const { values, units } of inside!.traces) expect(values).toHaveLength(inside!.words.length * units);
});

test('of ten plain recurrent nets at most one reaches 90 %', () => {
  const values = recorded.claims.find(({ id }) => id === 'rnn-accuracy')!.values;
  expect(values.filter((value) => value >= 0.9).length).toBeLessThanOrEqual(1);
});

test('the last picture is measured in turns; whoever looks between two of them sees the network that there is, at a glance', () => {
  const params = { ...quick, beside: 'rnn' } as const;
  let before: ReturnType<typeof experiment.run> extends Generator<infer F> ? F | null : never = null;
  const between = [];
  for (const frame of experiment.run(params)) {
    if (!frame.preparing) before = frame;
    else between.push(before!.snapshot(params).readouts);
  }
  expect(between.length).toBeGreaterThan(10);
  for (const readouts of between) expect(readouts).toEqual(between[0]);
  expect(between[0]!.step).toBe(params.steps);
});
