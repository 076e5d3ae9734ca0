import { expect, it } from 'vitest';
import { configuredMacros, expandMacros, takeDefinitions, type Macro } from './macros.ts';

it('takes definitions out and writes them out where they are used', () => {
  const macros = new Map<string, Macro>();
  const source =
    '\\newcommand{\\E}{\\mathbb{E}}\\def\\pair#1#2{\\langle #1,#2\\rangle}\\DeclareMathOperator*{\\best}{best} x';
  expect(takeDefinitions(source, macros).trim()).toBe('x');
  expect(expandMacros('\\E[x] \\pair{a}{b} \\best_x', macros)).toBe(
    '{\\mathbb{E}}[x] {\\langle a,b\\rangle} \\operatorname*{best}_x',
  );
  expect(expandMacros('\\Exp \\\\E', macros)).toBe('\\Exp \\\\E');
});

it('stops at a definition that calls itself', () => {
  const macros = new Map([['x', { arity: 0, body: '\\x\\x' }]]);
  expect(expandMacros('\\x', macros).length).toBeLessThan(100_000);
});

it('reads those of a MathJax configuration', () => {
  const source = 'MathJax = { tex: { macros: { RR: "{\\\\bf R}", bold: ["{\\\\bf #1}", 1] } } };';
  expect([...configuredMacros(source)]).toEqual([
    ['RR', { arity: 0, body: '{\\bf R}' }],
    ['bold', { arity: 1, body: '{\\bf #1}' }],
  ]);
});

it('reads colours', () => {
  const macros = new Map<string, Macro>();
  expect(takeDefinitions('\\definecolor{sea}{RGB}{0,80,160}x', macros)).toBe('x');
  expect(expandMacros('{\\color{sea}y}', macros)).toBe(`{\\color{#${'0050a0'}}y}`);
});
