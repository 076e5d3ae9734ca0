/** What a reader may set in one experiment: a plain table from which controls, addresses, checks and documentation are made. */
export type ParamSchema = Readonly<Record<string, ParamDefinition>>;

export type ParamDefinition = NumberParam | ChoiceParam | ChoicesParam | TextParam;

interface Common {
  /** Shown beside the control, in Chinese. */
  readonly label: string;
  /** One sentence in Chinese that says what the setting does; the control's description. */
  readonly help?: string;
  /** Stands behind 更多设置. */
  readonly advanced?: true;
  /** The control is shown only while one of these choices has one of these values. The value itself is always kept. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  /** Asks trained networks something and trains nothing: a change is answered at once, from the weights at hand. */
  readonly asks?: true;
  /** The View draws a control of its own (a word that is edited, a ball that is dragged): the settings panel has none. */
  readonly drawnByView?: true;
}

export interface NumberParam extends Common {
  readonly kind: 'number';
  /** The symbol of the notes (T, k, ...), set in the maths font. */
  readonly symbol?: string;
  readonly unit?: string;
  /** Both ends are allowed values. */
  readonly min: number;
  readonly max: number;
  /** Values are rounded to a multiple of step; 1 makes an integer. */
  readonly step: number;
  /** `log`: equal slider distances are equal ratios. Needs min > 0. */
  readonly scale?: 'linear' | 'log';
  readonly default: number;
  /** Values that the story needs, marked under the slider. */
  readonly ticks?: readonly number[];
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceParam extends Common {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  /** A menu instead of words in a row: for long names. */
  readonly menu?: true;
  readonly default: string;
}

export interface ChoicesParam extends Common {
  readonly kind: 'choices';
  readonly options: readonly Option[];
  readonly default: readonly string[];
  /** At least one is always chosen; at most this many. */
  readonly most: number;
}

/** A line of text; what it may say is the experiment's business. Always drawn by the View. */
export interface TextParam extends Common {
  readonly kind: 'text';
  readonly drawnByView: true;
  /** In UTF-16 units; what is longer is cut. */
  readonly maxLength: number;
  readonly default: string;
}

type ValueOf<D> = D extends { kind: 'number' }
  ? number
  : D extends { kind: 'text' }
    ? string
    : D extends { kind: 'choice'; options: readonly { value: infer V }[] }
      ? V
      : D extends { kind: 'choices'; options: readonly { value: infer V }[] }
        ? readonly V[]
        : never;

/** The settings object that a schema describes. */
export type ParamsOf<S extends ParamSchema> = { readonly [K in keyof S]: ValueOf<S[K]> };

/** Any experiment's settings, where the experiment is not known. */
export type Params = Readonly<Record<string, ParamValue>>;
export type ParamValue = number | string | readonly string[];

/** A named group of settings that tells one step of the story. */
export interface Preset<P> {
  readonly id: string;
  readonly label: string;
  /** One sentence: what to look at. */
  readonly why: string;
  readonly set: Partial<P>;
}

/** Everything about an experiment that is words and bounds; `params.ts` of its folder exports one. */
export interface ExperimentParams<S extends ParamSchema = ParamSchema> {
  readonly name: string;
  readonly title: string;
  /** The question that opens the experiment. */
  readonly question: string;
  readonly guesses: readonly string[];
  /** Index in `guesses` of what is measured at the defaults. */
  readonly answer: number;
  /** Shown after a guess: one sentence, which must not contain a measured number. */
  readonly reveal: string;
  readonly schema: S;
  readonly presets: readonly Preset<ParamsOf<S>>[];
}

/** Checks the table where it is written, with its exact types. */
export function defineParams<const S extends ParamSchema>(params: ExperimentParams<S>): ExperimentParams<S> {
  return params;
}

/** The default of every setting. */
export function defaultsOf<S extends ParamSchema>(schema: S): ParamsOf<S> {
  return Object.fromEntries(
    Object.entries(schema).map(([key, definition]) => [key, definition.default]),
  ) as ParamsOf<S>;
}

/** Whether two sets of settings differ at most in settings that ask: the same training then answers both. */
export function sameTraining(schema: ParamSchema, a: Params, b: Params): boolean {
  return Object.entries(schema).every(([key, { asks }]) => asks || String(a[key]) === String(b[key]));
}

/** The settings of one training with the questions of another set. */
export function withQuestionsOf(schema: ParamSchema, training: Params, questions: Params): Params {
  const entries = Object.entries(schema).flatMap(([key, { asks }]) => {
    const value = (asks ? questions : training)[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}
