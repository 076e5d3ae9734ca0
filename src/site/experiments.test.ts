import { describe, expect, it } from 'vitest';
import { componentName, experimentEntry, experimentName, inReadingOrder, placesOf } from './experiments.ts';

const path = '../../experiments/vanishing-gradient/params.ts';

it('takes the name from the folder', () => {
  expect(experimentName(path)).toBe('vanishing-gradient');
  expect(componentName('vanishing-gradient')).toBe('VanishingGradient');
  expect(() => experimentName('/elsewhere/params.ts')).toThrow();
});

describe('experimentEntry', () => {
  it('reads an exported object', () => {
    expect(experimentEntry(path, { schema: { title: '梯度消失', question: '还剩多少？' } })).toEqual({
      name: 'vanishing-gradient',
      title: '梯度消失',
      question: '还剩多少？',
    });
    expect(experimentEntry(path, { schema: { about: '一段话。' } }).about).toBe('一段话。');
  });
  it('reads the module itself', () => {
    expect(experimentEntry(path, { title: '梯度消失' }).title).toBe('梯度消失');
  });
  it.each([undefined, {}, { title: 3 }])('falls back to the name for %j', (module) => {
    expect(experimentEntry(path, module)).toEqual({ name: 'vanishing-gradient', title: 'vanishing-gradient' });
  });
});

const postOf = (id: string, day: number, ...lines: string[]) => ({
  id,
  body: lines.join('\n'),
  data: { date: new Date(Date.UTC(2020, 0, day)) },
});

describe('placesOf', () => {
  const post = postOf(
    'one',
    1,
    '# A',
    '```py',
    '# not a heading',
    '<VanishingGradient />',
    '```',
    '## B',
    '',
    '<VanishingGradient/>',
  );
  it('counts headings, not comments in code, and names the place as the page does', () => {
    expect(placesOf('vanishing-gradient', [post])).toEqual([
      { post, headings: 2, anchor: 'vanishing-gradient-question' },
    ]);
  });
  it('knows an experiment that has no number', () => {
    expect(placesOf('some-net', [postOf('one', 1, '<SomeNet />')])[0]?.anchor).toBe('some-net-question');
  });
  it('does not take a longer name for the component', () => {
    expect(placesOf('vanishing-gradient', [postOf('one', 1, '<VanishingGradientMore/>')])).toEqual([]);
  });
});

it('orders experiments as a reader meets them: oldest post first, by their place in it, those of no post last', () => {
  const posts = [postOf('new', 9, '<AlphaNet />', '<BetaNet />'), postOf('old', 2, '<GammaNet />', '<BetaNet />')];
  const entries = ['delta-net', 'alpha-net', 'beta-net', 'gamma-net', 'a-net'].map((name) => ({ name, title: name }));
  expect(inReadingOrder(entries, posts).map(({ name }) => name)).toEqual([
    'gamma-net',
    'beta-net',
    'alpha-net',
    'a-net',
    'delta-net',
  ]);
});
