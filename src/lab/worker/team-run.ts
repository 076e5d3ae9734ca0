import { joinedResults, type Result } from '../contract/results.ts';
import type { Params } from '../contract/schema.ts';
import { joinedWeights } from '../science/training.ts';
import type { DrivenRun, Standing } from './driven-run.ts';

/** ms between two moments at which all stand at the same frame: a stop is heard, a picture can be made. */
const stride = 24;

/**
 * Parts of one run that several cores compute side by side. All make the same number of frames, then wait for each other,
 * so that a picture and a pause show every part at the same step.
 */
export class TeamRun implements DrivenRun {
  readonly #members: readonly DrivenRun[];
  readonly #works: readonly number[];
  #standings: readonly Standing[];
  /** Frames that take about one stride. */
  #frames = 1;
  #underWay: Promise<unknown> = Promise.resolve();

  /**
   * @param members in the order of their weights; the own one last to be asked, since it answers when it has computed
   * @param works how much each has to compute, for the progress of all
   */
  constructor(members: readonly DrivenRun[], works: readonly number[]) {
    this.#members = members;
    const sum = works.reduce((a, b) => a + b, 0);
    this.#works = works.map((work) => work / sum);
    this.#standings = members.map(() => ({ progress: 0, milestone: false, diverged: false, ended: false }));
  }

  async advance(frames: number): Promise<Standing> {
    const asked = Math.min(frames, this.#frames);
    const began = performance.now();
    // The farther ones first: what is computed here keeps this thread from telling them.
    const under = Promise.all(
      this.#members.map((member, i) => (this.#standings[i]!.ended ? this.#standings[i]! : member.advance(asked))),
    );
    this.#underWay = under;
    this.#standings = await under;
    const took = performance.now() - began;
    this.#frames = Math.max(1, Math.min(2 * asked, Math.round((asked * stride) / Math.max(took, 1))));
    return this.#together();
  }

  #together(): Standing {
    const all = this.#standings;
    const share = all.reduce((sum, { progress }, i) => sum + progress * this.#works[i]!, 0);
    const ended = all.every((one) => one.ended);
    return {
      progress: ended ? Math.max(...all.map(({ progress }) => progress)) : Math.min(share, 1 - Number.EPSILON),
      milestone: all.some(({ milestone }) => milestone),
      diverged: all.every(({ diverged }) => diverged),
      ended,
    };
  }

  async snapshot(asked: Params): Promise<Result> {
    await this.#underWay;
    return joinedResults(await Promise.all(this.#members.map((member) => member.snapshot(asked))));
  }

  async weights(): Promise<Float32Array | null> {
    const all = await Promise.all(this.#members.map((member) => member.weights()));
    const known = all.filter((weights) => weights !== null);
    return known.length === all.length ? joinedWeights(known) : null;
  }

  end(): void {
    for (const member of this.#members) member.end();
  }
}
