import { useComputed, useSignal } from '@preact/signals';
import type { AnyDefinition, SettingsOf } from '../../contract/definition.ts';
import { DataPanel } from './data-panel.tsx';
import { Guess } from './guess.tsx';
import type { NotDrawn } from './live-figure.tsx';
import { LiveRegion } from './live-region.tsx';
import type { StageModel } from './stage-model.ts';
import { Below, Check, Finding, hasBelow, Notice, Picture, Presets, Running, Settings } from './stage-parts.tsx';
import { words } from '../stage-words.ts';
import type { View } from './view.ts';

/** Where an experiment stands. */
export interface StagePlace {
  /** 实验 1, 实验 2 ... in the post; absent on a page of its own. */
  readonly number?: string;
  /** 2, 3 ... where a post uses the same experiment again; part of its ids. */
  readonly use?: string;
  /** In a post, keys of the query carry the experiment's name. */
  readonly prefixed: boolean;
  /** Of the files that the build made of it; part of their addresses, so that no browser keeps old ones. */
  readonly version: string;
}

interface StageBodyProps<D extends AnyDefinition, E> extends StagePlace {
  readonly model: StageModel<D, E>;
  readonly view?: View<D, E>;
  readonly formulas?: Readonly<Record<string, string>>;
  /** The address of the experiment's page with these settings, with those of the controls if none are given. */
  readonly shareUrl: (params?: SettingsOf<D>) => string;
  readonly fullScreen: () => void;
  readonly reproduced?: boolean;
  /** With its table there, whether or not anybody has unfolded it. */
  readonly unfolded?: boolean;
}

const questionId = ({ name }: AnyDefinition, use = ''): string => `${name}-question${use}`;
const numberId = ({ name }: AnyDefinition, use = ''): string => `${name}-number${use}`;
/** What the experiment is called by: its question, and in its second place on a page the number that it has there before it. */
export const nameIds = (definition: AnyDefinition, use?: string): string =>
  use === undefined ? questionId(definition) : `${numberId(definition, use)} ${questionId(definition, use)}`;

/** The address of an experiment's own page, with the base. */
export const labUrlOf = ({ name }: AnyDefinition): string => `${import.meta.env.BASE_URL}lab/${name}/`;

/** The address of a file that the build made of an experiment. */
export const builtFileOf = (definition: AnyDefinition, version: string, file: string): string =>
  `${labUrlOf(definition)}${file}?v=${version}`;

/**
 * What stands in an experiment, top to bottom: the question, a guess, the picture, the settings that matter, the run bar,
 * what is to be seen in one sentence, and the data.
 */
export function StageBody<D extends AnyDefinition, E>(props: StageBodyProps<D, E>) {
  const {
    model,
    view = {},
    formulas = {},
    number,
    use,
    prefixed,
    shareUrl,
    fullScreen,
    reproduced = false,
    unfolded = false,
  } = props;
  const { definition } = model;
  const notDrawn: NotDrawn = useSignal(new Map());
  const description = useComputed(() => model.numbers.value.description);
  // In a post the experiment stands under a section's heading, on its own page under the page's.
  const Heading = prefixed ? 'h3' : 'h2';
  const pictures = {
    model,
    view,
    notDrawn,
    pictureUrl: (picture: string) => builtFileOf(definition, props.version, `${picture}.svg`),
  };
  return (
    <>
      <p class="eyebrow">
        <span>
          <b id={use && numberId(definition, use)}>{words.experiment(number)}</b> {definition.title}
        </span>
        <button type="button" class="quiet needs-script" data-action="full-screen" onClick={fullScreen}>
          {words.fullScreen}
        </button>
      </p>
      <Heading id={questionId(definition, use)} class="question">
        {definition.question}
      </Heading>
      <Guess definition={definition} guess={model.guess} />
      <div class="bench">
        <Picture {...pictures} formulas={formulas} />
        <div class="hands">
          <Presets model={model} />
          <Settings model={model} />
        </div>
        {hasBelow(pictures) && <Below {...pictures} />}
      </div>
      <div class="running">
        <Notice model={model} />
        <Running model={model} />
      </div>
      <Finding model={model} text={description} />
      <LiveRegion text={description} />
      <Check model={model} />
      <DataPanel
        model={model}
        shareUrl={shareUrl}
        script={reproduced ? builtFileOf(definition, props.version, 'reproduce.py') : null}
        unfolded={unfolded}
      />
    </>
  );
}
