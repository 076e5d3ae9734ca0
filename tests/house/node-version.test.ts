import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isNewEnough, nodeVersion } from '../../scripts/launch/node.mjs';

const version = nodeVersion('.');
const read = (file: string): string => readFileSync(file, 'utf8');

it('one number for Node: what others do not read from .node-version says the same', () => {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(JSON.parse(read('package.json'))).toMatchObject({ engines: { node: `>=${version}` } });
  expect(JSON.parse(read('package-lock.json'))).toMatchObject({
    packages: { '': { engines: { node: `>=${version}` } } },
  });
});

it('workflows read it', () => {
  const workflows = globSync('.github/workflows/*.yml');
  expect(workflows.length).toBeGreaterThan(1);
  for (const file of workflows) {
    expect(read(file).match(/node-version-file: .node-version/g), file).toHaveLength(1);
    expect(read(file), file).not.toMatch(/node-version:/);
  }
});

it('people are told it, and no other number', () => {
  expect(read('README.md')).toContain(`Node ${version}`);
  const files = [...globSync('{*.md,docs/*.md}'), ...globSync('scripts/**/*.mjs'), '.ci/run'];
  const named = files.flatMap((file) =>
    [...read(file).matchAll(/\bNode(?:\.js)?(?: version)? (?:>= ?|v)?(\d[\d.]*)/g)].map(([, number = '']) => ({
      file,
      number: number.replace(/\.$/, ''),
    })),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ number }) => number !== version)).toEqual([]);
});

it.each([
  ['24.21.0', true],
  ['24.21.1', true],
  ['24.22.0', true],
  ['25.0.0', true],
  ['24.20.9', false],
  ['22.99.9', false],
  ['9.30.0', false],
])('Node %s is new enough for 24.21.0: %s', (own, enough) => {
  expect(isNewEnough(own, '24.21.0')).toBe(enough);
});
