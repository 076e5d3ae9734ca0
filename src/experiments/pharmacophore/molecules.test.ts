import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { moleculesModule, namesModule, readTable } from '../../lab/build/flat-molecules.ts';
import { drugs } from './drugs.ts';
import { motifs } from './motifs.ts';

const csv = readFileSync(new URL('drugs.csv', import.meta.url), 'utf8');

test('the molecules are as OpenChemLib draws the table, and their formulas are the table’s', async () => {
  const written = moleculesModule(csv, motifs);
  expect(Buffer.byteLength(written)).toBeLessThanOrEqual(40_000);
  await expect(written).toMatchFileSnapshot('molecules.ts');
});

test('the names are the table’s', async () => {
  await expect(namesModule(csv)).toMatchFileSnapshot('names.ts');
});

test('a wrong formula is noticed', () => {
  const wrong = csv.replace('C16H21NO2', 'C16H20NO2');
  expect(() => moleculesModule(wrong, motifs)).toThrow(/propranolol: the structure is C16H21NO2/);
});

test('the table has 97 drugs, each once', () => {
  const rows = readTable(csv);
  expect(rows).toHaveLength(97);
  for (const key of ['name', 'label', 'smiles'] as const) expect(new Set(rows.map((row) => row[key])).size).toBe(97);
});

test('no two atoms lie on each other', () => {
  for (const { name, molecule } of drugs) {
    molecule.atoms.forEach(({ x, y }, i) =>
      molecule.atoms
        .slice(0, i)
        .forEach((other) => expect(Math.hypot(x - other.x, y - other.y), name).toBeGreaterThan(14)),
    );
  }
});
