import type { ComponentChildren } from 'preact';
import type { AnyDefinition } from '../../contract/definition.ts';
import type { StageModel } from './stage-model.ts';

/** What an experiment draws itself, beside the charts: its folder's View.tsx exports one as `view`. */
export interface View<D extends AnyDefinition, E> {
  /**
   * Above the charts, from `shown.exhibit`; it is in the build's poster too. It stays in sight while a setting is changed:
   * as little as answers, in half the height of a phone.
   */
  exhibit?(model: StageModel<D, E>): ComponentChildren;
  /** Under the settings: what the story needs less, and controls of its own (OwnSettings). */
  below?(model: StageModel<D, E>): ComponentChildren;
  /**
   * Under the charts: a live formula, say.
   * @param formulas those of the folder's formulas.ts as HTML, rendered by KaTeX in the build
   */
  aside?(model: StageModel<D, E>, formulas: Readonly<Record<string, string>>): ComponentChildren;
}
