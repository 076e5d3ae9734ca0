import type { AnyDefinition } from '../contract/definition.ts';
import type { Experiment } from '../contract/experiment.ts';
import type { Figure } from '../contract/figure-spec.ts';
import type { View } from '../page/stage/view.ts';
import { loadExperiment } from '../worker/registry.ts';

type AnyFigure = Figure<AnyDefinition, unknown>;

const figures = import.meta.glob<{ figure: AnyFigure }>('../../experiments/*/figure.ts');
const views = import.meta.glob<{ view: View<AnyDefinition, unknown> }>('../../experiments/*/View.tsx');
const formulas = import.meta.glob<{ formulas: Readonly<Record<string, string>> }>('../../experiments/*/formulas.ts');
const sheets = import.meta.glob<{ default: string }>('../../experiments/*/style.css', { query: '?inline' });

/** Everything in an experiment's folder that the build shows. */
export interface Parts {
  readonly definition: AnyDefinition;
  readonly experiment: Experiment;
  readonly figure: AnyFigure;
  readonly view?: View<AnyDefinition, unknown>;
  /** In TeX. */
  readonly formulas: Readonly<Record<string, string>>;
  /** Its own style sheet as text. */
  readonly style: string;
}

/** @throws if the folder lacks what every experiment has */
export async function loadParts(name: string): Promise<Parts> {
  const folder = `../../experiments/${name}`;
  const [named, figure, view, tex, sheet] = await Promise.all([
    loadExperiment(name),
    figures[`${folder}/figure.ts`]?.(),
    views[`${folder}/View.tsx`]?.(),
    formulas[`${folder}/formulas.ts`]?.(),
    sheets[`${folder}/style.css`]?.(),
  ]);
  if (!figure) throw new Error(`The experiment "${name}" has no figure.ts.`);
  return {
    ...named,
    figure: figure.figure,
    ...(view && { view: view.view }),
    formulas: tex?.formulas ?? {},
    style: sheet?.default ?? '',
  };
}
