import { readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { expect, it } from 'vitest';

const versions = z.record(z.string(), z.string());
const { dependencies, devDependencies } = z
  .object({ dependencies: versions, devDependencies: versions })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const packages = { ...dependencies, ...devDependencies };

it('docs/dependencies.md gives a reason for each dependency, and names no other', () => {
  const rows = [...readFileSync('docs/dependencies.md', 'utf8').matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
  expect(rows.map(([, name = '']) => name).sort()).toEqual(Object.keys(packages).sort());
  expect(rows.filter(([, , why]) => (why ?? '').trim().length < 5)).toEqual([]);
});

it('versions are exact', () => {
  expect(Object.entries(packages).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
