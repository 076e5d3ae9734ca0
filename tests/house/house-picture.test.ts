import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dotIn, houseDot, housePictureFile, houseSvg } from './house-picture.ts';
import type { Import } from './imports.ts';

it('the picture of the house shows the imports as they are', () => {
  const drawn = dotIn(readFileSync(housePictureFile, 'utf8'));
  expect(drawn, 'docs/house.svg is older than the imports. Draw it anew: npm run docs').toBe(houseDot());
});

it('draws rooms, and arrows by the strongest kind of import', async () => {
  const one = (from: string, to: string, kind: Import['kind']): Import => ({ from, to, kind });
  const dot = houseDot([
    one('src/pages/a.astro', 'src/site/b.ts', 'type'),
    one('src/pages/a.astro', 'src/site/c.ts', 'static'),
    one('src/lab/page/d.ts', 'src/lab/worker/e.ts', 'worker'),
    one('src/lab/page/d.ts', 'src/lab/contract/f.ts', 'type'),
    one('src/site/b.ts', 'src/site/c.ts', 'static'),
    one('src/site/b.ts', 'preact', 'static'),
  ]);
  expect(dot.match(/^ {2}".*->.*$/gm)).toEqual([
    '  "lab/page" -> "lab/contract" [style=dotted];',
    '  "lab/page" -> "lab/worker" [style=dashed];',
    '  "pages" -> "site" [style=solid];',
  ]);
  expect(dot).toContain(
    'subgraph cluster_lab { label="lab"; color="#57606a"; "lab/contract"; "lab/page"; "lab/worker"; }',
  );
  const svg = await houseSvg(dot);
  expect(svg).toMatch(/^<svg[\s\S]*>lab\/page<\/text>[\s\S]*<\/svg>\s*$/);
  expect(dotIn(svg)).toBe(dot);
});
