import { expect, test } from 'vitest';
import type { LineChartSpec } from '../contract/figure-spec.ts';
import { stillSvg } from './still-svg.ts';

const spec: LineChartSpec = {
  kind: 'line',
  id: 'test',
  xLabel: '层',
  yLabel: '误差',
  yFormat: 'power',
  xFirst: 1,
  xLast: 5,
  lines: [{ term: 'a', label: '实测', values: [-40, -30, -20, -10, 0], ink: 'blue', width: 2 }],
};

test('a still carries its labels as text and its colours as custom properties, and no other colour', async () => {
  const svg = await stillSvg(spec, { width: 600, height: 300 });
  expect(svg).toContain('误差');
  expect(svg).toContain('10⁻²⁰');
  expect(svg).toContain('var(--blue)');
  expect(svg).not.toMatch(/#abc|NaN|undefined|style=/);
  expect(svg.length).toBeLessThan(12_000);
});

test('drawing leaves no browser globals behind', async () => {
  await stillSvg(spec, { width: 300, height: 200 });
  expect('document' in globalThis).toBe(false);
});
