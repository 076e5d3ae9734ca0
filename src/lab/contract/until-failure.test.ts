import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createFailure } from './until-failure.ts';

test('what is waited for comes, or the failure, whichever is first; a failure is told to all, then and later', async () => {
  const { fail, unlessFailed } = createFailure();
  expect(await unlessFailed(Promise.resolve(1))).toBe(1);
  await expect(unlessFailed(Promise.reject(new Error('own')))).rejects.toThrow('own');
  const both = [1, 2].map(() => unlessFailed(new Promise(() => undefined)));
  fail(new Error('gone'));
  fail(new Error('again'));
  for (const one of both) await expect(one).rejects.toThrow('gone');
  await expect(unlessFailed(Promise.resolve(1))).rejects.toThrow('gone');
});

test('nothing that came is kept while no failure comes', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const failure = createFailure();
  const came = await Promise.all(
    Array.from({ length: 50 }, async () => new WeakRef(await failure.unlessFailed(Promise.resolve({ large: true })))),
  );
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  expect(came.filter((one) => one.deref() !== undefined)).toEqual([]);
  failure.fail(new Error('late'));
});
