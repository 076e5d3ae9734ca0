import { expect, it } from 'vitest';
import { dynamicCodeIn } from './dynamic-code.ts';

it.each([
  'eval(text)',
  '(0, eval)(text)',
  'window.eval(text)',
  'self["eval"](text)',
  'const run = eval; run(text)',
  'new Function("return this")()',
  'Function("a", "return a")(1)',
  'globalThis.Function(text)',
  'const F = Function; new F(text)',
  'make(Function, text)',
  'setTimeout("go()", 1)',
  'window.setInterval(`go(${a})`, 1)',
  'export const f = () => { if (a) return { b: [eval(c)] }; };',
])('%s makes code of a text', (script) => {
  expect(dynamicCodeIn(script)).toHaveLength(1);
});

it.each([
  'parser.eval(text)',
  'const table = { eval: 1, Function: 2 }',
  'a instanceof Function',
  'typeof Function',
  'Function.prototype.call.bind(a)',
  'setTimeout(() => go(), 1)',
  'setTimeout(go, 1)',
  '"eval(text)"; // eval(text)',
])('%s does not', (script) => {
  expect(dynamicCodeIn(script)).toEqual([]);
});
