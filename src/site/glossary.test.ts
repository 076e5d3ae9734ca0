import { expect, it } from 'vitest';
import { glossary } from './glossary.ts';

it('names nothing twice, refers to entries that are there, and stays short', () => {
  const entries = [...glossary.values()];
  expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
  for (const [id, { see = [], text }] of glossary) {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(
      see.filter((other) => other === id || !glossary.has(other)),
      id,
    ).toEqual([]);
    // What fits a small screen above its word; whole sentences.
    expect(text.length, id).toBeLessThanOrEqual(80);
    expect(text, id).toMatch(/。$/);
  }
});
