import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { experimentComponents } from './experiment-components.ts';

it('knows an experiment by its folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'experiments-'));
  mkdirSync(join(folder, 'vanishing-gradient'));
  mkdirSync(join(folder, 'ping-pong'));
  writeFileSync(join(folder, 'index.ts'), '');
  expect([...experimentComponents(folder)].sort()).toEqual(['PingPong', 'VanishingGradient']);
  expect(experimentComponents(join(folder, 'none')).size).toBe(0);
});
