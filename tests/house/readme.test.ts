import { existsSync, readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { expect, it } from 'vitest';

const readme = readFileSync('README.md', 'utf8');
const versions = z.record(z.string(), z.string());
const { dependencies, devDependencies, scripts } = z
  .object({ dependencies: versions, devDependencies: versions, scripts: versions })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const packages = { ...dependencies, ...devDependencies };

it('gives a reason for each dependency, and names no other', () => {
  const table = readme.slice(readme.indexOf('## Dependencies'));
  const rows = [...table.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
  expect(rows.map(([, name]) => name).sort()).toEqual(Object.keys(packages).sort());
  expect(rows.filter(([, , why]) => (why ?? '').trim().length < 5)).toEqual([]);
});

it('versions are exact', () => {
  expect(Object.entries(packages).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

it('names commands and pictures that exist', () => {
  const commands = [...readme.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name ?? '');
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\((docs\/[^)]+)\)/g)].map(([, path]) => path ?? '');
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((path) => !existsSync(path))).toEqual([]);
});
