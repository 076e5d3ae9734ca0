import { expect, test } from 'vitest';
import { readoutText, settingName, settingText } from './in-words.ts';
import type { Unit } from './results.ts';

const text = (unit: Unit, value: number | null) => readoutText({ label: '数', unit, means: '一个数' }, value);

test.each([
  ['share', 0.97213, '97.21%'],
  ['share', 1, '100%'],
  ['share', 0.999999, '99.99%'],
  ['probability', 0, '0%'],
  ['probability', 3e-7, '3.0 × 10⁻⁷'],
  ['log10', -30, '1.0 × 10⁻³⁰'],
  ['steps', 300, '300 步'],
  ['pictures', 2000, '2000 张图片'],
  ['frames', 8, '8 帧'],
  ['layer', 12, '第 12 层'],
  ['factor', -1.1, '−1.1 倍'],
  ['flag', 1, '是'],
  ['flag', 0, '否'],
  ['nat', 0.25, '0.25（自然对数）'],
  ['number', 0.5, '0.5'],
] as const)('a %s of %d reads %s', (unit, value, words) => {
  expect(text(unit, value)).toBe(words);
});

test('a number that stands for something reads as that; where there is none, the reason stands', () => {
  const side = { label: '面', unit: 'index', means: '朝上', names: ['正', '反'], none: '还没有扔' } as const;
  expect([0, 1, 2, null].map((value) => readoutText(side, value))).toEqual(['正', '反', '2', '没有（还没有扔）']);
  expect(text('share', null)).toBe('—');
});

test('a setting reads as its control says it', () => {
  const options = [
    { value: 'a', label: '甲' },
    { value: 'b', label: '乙' },
  ];
  const depth = {
    kind: 'number',
    label: '深度',
    symbol: 'T',
    unit: '层',
    min: 1,
    max: 9,
    step: 1,
    default: 1,
  } as const;
  expect([settingName(depth), settingText(depth, 5)]).toEqual(['深度 T', '5 层']);
  expect(settingText({ kind: 'choice', label: '选', options, default: 'a' }, 'b')).toBe('乙');
  expect(settingText({ kind: 'choices', label: '选', options, most: 2, default: ['a'] }, ['a', 'b'])).toBe('甲、乙');
  expect(settingText({ kind: 'text', label: '句', maxLength: 9, default: '' }, '人 在')).toBe('“人 在”');
});
