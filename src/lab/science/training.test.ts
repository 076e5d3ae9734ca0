import { describe, expect, test } from 'vitest';
import { train } from './training.ts';

/** A training of two steps that tells what is done. */
function told(conclude?: () => Generator<string, void>) {
  const done: string[] = [];
  const run = train({
    steps: 2,
    step: (step) => done.push(`step ${step}`),
    frame: (step) => `frame ${step}`,
    ...(conclude ? { conclude } : {}),
    dispose: () => done.push('disposed'),
  });
  return { done, run };
}

describe('what is measured at the end of a training', () => {
  test('comes in turns between the last step and the last frame', () => {
    const { done, run } = told(function* () {
      yield 'a turn';
      yield 'another';
    });
    expect([...run]).toEqual(['frame 0', 'frame 1', 'a turn', 'another', 'frame 2']);
    expect(done).toEqual(['step 1', 'step 2', 'disposed']);
    expect([...told().run]).toEqual(['frame 0', 'frame 1', 'frame 2']);
  });

  test('can be left: it is told, and everything is freed', () => {
    let left = false;
    const { done, run } = told(function* () {
      try {
        for (;;) yield 'a turn';
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
