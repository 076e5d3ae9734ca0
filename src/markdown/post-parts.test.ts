import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { postParts } from './post-parts.ts';

it('the parts that the checks know are those that the pages have', () => {
  const source = readFileSync('src/components/post-components.ts', 'utf8');
  const [, names = ''] = /'\.\/\{([^}]+)\}\.astro'/.exec(source) ?? [];
  expect(names.split(',')).toEqual(postParts);
});
