import { afterEach, describe, expect, test, vi } from 'vitest';
import { deathOf, holdWhileAlive, nameOfThread } from './alive.ts';

/** What a promise has come to after a moment. */
async function fate(promise: Promise<unknown>): Promise<'resolved' | 'rejected' | 'open'> {
  const open = new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), 20));
  return Promise.race([
    promise.then(
      () => 'resolved' as const,
      () => 'rejected' as const,
    ),
    open,
  ]);
}

afterEach(() => vi.unstubAllGlobals());

test('a thread’s death is heard of when its lock is given back, not before', async () => {
  const name = nameOfThread('test');
  await holdWhileAlive(name);
  const death = deathOf(name);
  expect(await fate(death)).toBe('open');
  // What takes the lock away is as good as the end of its thread.
  await navigator.locks.request(name, { steal: true }, () => undefined);
  expect(await fate(death)).toBe('resolved');
});

describe.each([
  ['has no locks', undefined],
  ['refuses them', { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) }],
])('a browser that %s', (_, locks) => {
  test('tells of no life and of no death, and nothing throws', async () => {
    vi.stubGlobal('navigator', { locks });
    expect(await fate(holdWhileAlive(nameOfThread('test')))).toBe('open');
    expect(await fate(deathOf(nameOfThread('test')))).not.toBe('resolved');
  });
});
