import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (pattern: string) => globSync(pattern).map((file) => [file, readFileSync(file, 'utf8')] as const);

test('an experiment’s style sheet names no class of the page around it', () => {
  const page = new Set(
    read('src/{layouts,components,pages}/**/*.{astro,tsx}').flatMap(([, text]) =>
      [...text.matchAll(/class="([^"{]+)"/g)].flatMap(([, names]) => names!.trim().split(/\s+/)),
    ),
  );
  expect(page.has('masthead')).toBe(true);
  const collisions = read('src/experiments/**/*.css').flatMap(([file, text]) =>
    [...text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{/g)].flatMap(([, selector]) =>
      // Under .experiment a rule cannot reach the page.
      selector!
        .split(',')
        .filter((one) => !one.includes('.experiment'))
        .flatMap((one) => [...one.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!))
        .filter((name) => page.has(name))
        .map((name) => `${file}: .${name}`),
    ),
  );
  expect(collisions).toEqual([]);
});
