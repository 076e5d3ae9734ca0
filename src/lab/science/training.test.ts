import { describe, expect, test } from 'vitest';
import { train } from './training.ts';

/** A training of two steps that counts what is done. */
function counted(conclude?: () => Generator<void, void>) {
  const done: string[] = [];
  const run = train({
    steps: 2,
    step: (step) => done.push(`step ${step}`),
    frame: (step) => ({ progress: step / 2 }),
    ...(conclude ? { conclude } : {}),
    dispose: () => done.push('disposed'),
  });
  return { done, run };
}

describe('what is measured at the end of a training', () => {
  function* inThree(): Generator<void, void> {
    yield;
    yield;
  }

  test('comes in turns between the last step and the last frame, which claim no progress', () => {
    const { done, run } = counted(inThree);
    const frames = [...run];
    expect(frames.map(({ progress }) => progress)).toEqual([0, 0.5, 0.5, 0.5, 1]);
    expect(frames.map((frame) => 'preparing' in frame)).toEqual([false, false, true, true, false]);
    expect(done).toEqual(['step 1', 'step 2', 'disposed']);
    expect([...counted().run].map(({ progress }) => progress)).toEqual([0, 0.5, 1]);
  });

  test('can be left: it is told, and everything is freed', () => {
    let left = false;
    const { done, run } = counted(function* () {
      try {
        for (;;) yield;
      } finally {
        left = true;
      }
    });
    for (let i = 0; i < 4; i++) run.next();
    run.return();
    expect(left).toBe(true);
    expect(done).toEqual(['step 1', 'step 2', 'disposed']);
  });
});
