import type { Frame } from '../contract/experiment.ts';
import type { Result } from '../contract/results.ts';
import type { Params } from '../contract/schema.ts';

/** Where a run has come to. */
export interface Standing {
  readonly progress: number;
  readonly milestone: boolean;
  readonly diverged: boolean;
  /** There is nothing left to compute. */
  readonly ended: boolean;
  /** No frame was made: the next one is being prepared. */
  readonly preparing?: true;
}

/** A run as it is driven, on whatever core it is computed. */
export interface DrivenRun {
  /** Makes up to so many frames, fewer where one is worth a look. A run that has ended stays where it is. */
  advance(frames: number): Standing | Promise<Standing>;
  /** What is known where it stands; of a run that stands at a frame. */
  snapshot(asked: Params): Result | Promise<Result>;
  weights(): Float32Array | null | Promise<Float32Array | null>;
  /** Frees everything; to be called once, at any time. */
  end(): void;
}

/** Computes here, at once. */
export class OwnRun implements DrivenRun {
  readonly #steps: Generator<Frame, void>;
  readonly #longest: number;
  #frame: Frame | null = null;
  #done = false;

  /** @param longest ms of computing after which it comes back with fewer frames than it was asked for */
  constructor(steps: Generator<Frame, void>, longest = Infinity) {
    this.#steps = steps;
    this.#longest = longest;
  }

  advance(frames: number): Standing {
    const began = performance.now();
    let milestone = false;
    for (let made = 0; made < frames && !this.#standing(milestone).ended; made++) {
      const before = this.#frame;
      const step = this.#steps.next();
      if (step.done) {
        this.#done = true;
        break;
      }
      if (step.value.preparing) {
        if (performance.now() - began >= this.#longest) return { ...this.#standing(milestone), preparing: true };
        made--;
        continue;
      }
      this.#frame = step.value;
      milestone = step.value.milestone ?? false;
      if (milestone || (step.value.diverged && !before?.diverged) || performance.now() - began >= this.#longest) break;
    }
    return this.#standing(milestone);
  }

  #standing(milestone: boolean): Standing {
    const { progress = 0, diverged = false } = this.#frame ?? {};
    // The last frame is valid until the generator is resumed.
    return { progress, milestone, diverged, ended: this.#done || progress >= 1 };
  }

  snapshot(asked: Params): Result {
    if (!this.#frame) throw new Error('This run has made no step yet.');
    return this.#frame.snapshot(asked);
  }

  weights(): Float32Array | null {
    return this.#frame?.weights?.() ?? null;
  }

  end(): void {
    this.#steps.return();
  }
}
