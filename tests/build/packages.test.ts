import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'astro/zod';

const versions = z.record(z.string(), z.string()).optional();
const lock = z
  .object({
    packages: z.record(z.string(), z.object({ version: z.string().optional(), optionalDependencies: versions })),
  })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const places = Object.keys(lock.packages);

it('has one KaTeX, and it is 0.16: another’s style sheet breaks fractions without a word', () => {
  const found = places.filter((place) => place.endsWith('node_modules/katex'));
  expect(found).toEqual(['node_modules/katex']);
  expect(lock.packages['node_modules/katex']?.version).toMatch(/^0\.16\./);
});

it('locks every optional dependency, so that npm ci works on Linux, macOS and Windows', () => {
  const missing = Object.entries(lock.packages).flatMap(([owner, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      // npm looks beside the owner, then in each folder above, up to the root.
      .filter((name) => {
        const folders = owner
          .split('/node_modules/')
          .map((_, i, parts) => parts.slice(0, parts.length - i).join('/node_modules/'));
        return ![...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`].some((place) =>
          places.includes(place),
        );
      })
      .map((name) => `${owner} -> ${name}`),
  );
  expect(missing).toEqual([]);
});
