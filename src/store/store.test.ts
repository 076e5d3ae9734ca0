import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf, openStore } from './store.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'store-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was written is read again, and nothing else; no draft is left', () => {
  const store = openStore(folder);
  expect(store.read('room', 'a')).toBeUndefined();
  store.write('room', 'a', 'first');
  store.write('room', 'a', Uint8Array.of(1, 2, 3));
  expect(store.read('room', 'a')).toEqual(Buffer.from([1, 2, 3]));
  expect(store.read('another', 'a')).toBeUndefined();
  expect(readdirSync(join(folder, 'room'))).toEqual(['a']);
});

test('what nobody has read for so long is cleared away; reading keeps', () => {
  const store = openStore(folder);
  const monthAgo = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
  for (const name of ['read', 'forgotten']) {
    store.write('room', name, name);
    utimesSync(join(folder, 'room', name), monthAgo, monthAgo);
  }
  store.read('room', 'read');
  store.sweep(30);
  expect(readdirSync(join(folder, 'room'))).toEqual(['read']);
  expect(statSync(join(folder, 'room', 'read')).mtimeMs).toBeGreaterThan(monthAgo.getTime());
  expect(() => openStore(join(folder, 'nowhere')).sweep(30)).not.toThrow();
});

test('texts that differ only in where one ends and the next begins have different names', () => {
  expect(hashOf('ab', 'c')).not.toBe(hashOf('a', 'bc'));
  expect(hashOf('ab', 'c')).toBe(hashOf('ab', 'c'));
  expect(hashOf('')).toMatch(/^[0-9a-f]{32}$/);
});
