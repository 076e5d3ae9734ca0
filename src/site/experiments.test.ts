import { describe, expect, it } from 'vitest';
import { componentName, experimentEntry, experimentName, headingsBefore } from './experiments.ts';

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
  });
  it('reads the module itself', () => {
    expect(experimentEntry(path, { title: '梯度消失' }).title).toBe('梯度消失');
  });
  it.each([undefined, {}, { title: 3 }])('falls back to the name for %j', (module) => {
    expect(experimentEntry(path, module)).toEqual({ name: 'vanishing-gradient', title: 'vanishing-gradient' });
  });
});

describe('headingsBefore', () => {
  const source = [
    '# A',
    '```py',
    '# not a heading',
    '<VanishingGradient />',
    '```',
    '## B',
    '',
    '<VanishingGradient depth={3}/>',
  ];
  it('counts headings, not comments in code', () => {
    expect(headingsBefore(source.join('\n'), 'VanishingGradient')).toBe(2);
  });
  it('does not take a longer name for the component', () => {
    expect(headingsBefore('<VanishingGradientMore/>', 'VanishingGradient')).toBeUndefined();
  });
});
