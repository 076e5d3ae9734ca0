import { expect, it } from 'vitest';
import { plainTex } from './plain-tex.ts';

it.each([
  ['x \\label{eq:a}', 'x'],
  ['10^{\\htmlData{value=a, unit=b}{-3.2}}', '10^{{-3.2}}'],
  ['\\htmlClass{term}{k}^n', 'k^n'],
  ['x^\\htmlData{v=a}{k}', 'x^{k}'],
  ['\\htmlData{a=b}{\\htmlClass{c}{y}} + \\{z\\}', '{y} + \\{z\\}'],
  ['\\htmlData{a=b}{unclosed', '\\htmlData{a=b}{unclosed'],
])('%s', (tex, plain) => {
  expect(plainTex(tex)).toBe(plain);
});
