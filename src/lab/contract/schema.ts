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
  /** What the reader has made, no setting of a story: words of a post leave it as it is. */
  readonly readersOwn?: true;
  /** Stands in the View's own place for controls (beside the picture that it changes), not in the settings panel. */
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

/** A line of text; what it may say is the experiment's business. Its control is always the View's own. */
export interface TextParam extends Common {
  readonly kind: 'text';
  /** In UTF-16 units; what is longer is cut. */
  readonly maxLength: number;
  readonly default: string;
}

/** What may be chosen in a setting with options. */
export type OptionOf<D> = D extends { options: readonly { value: infer V extends string }[] } ? V : never;

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

/**
 * The seed that every experiment has: what is drawn by chance depends on it alone.
 * @param help what that is, in Chinese
 * @param opening the default: a seed that shows the middle of what is claimed (`headline` of the claims), not an extreme
 */
export const seedSetting = (help: string, opening = 1) =>
  ({ kind: 'number', label: '种子', min: 1, max: 9999, step: 1, default: opening, advanced: true, help }) as const;

/** The default of every setting. */
export function defaultsOf<S extends ParamSchema>(schema: S): ParamsOf<S> {
  return Object.fromEntries(
    Object.entries(schema).map(([key, definition]) => [key, definition.default]),
  ) as ParamsOf<S>;
}

/** Some settings, by key, where nothing is known of their types. */
type Loose = Readonly<Record<string, unknown>>;

/** Whether two sets of settings are the same. */
export function sameParams(a: Loose, b: Loose): boolean {
  return Object.keys(a).every((key) => String(a[key]) === String(b[key]));
}

/** Whether two sets of settings differ at most in settings that ask: the same training then answers both. */
export function sameTraining(schema: ParamSchema, a: Loose, b: Loose): boolean {
  return Object.entries(schema).every(([key, { asks }]) => asks || String(a[key]) === String(b[key]));
}

/** The settings of one training with the questions of another set. */
export function withQuestionsOf<P extends Loose>(schema: ParamSchema, training: P, questions: P): P {
  const asking = Object.keys(schema).filter((key) => schema[key]?.asks && key in questions);
  return { ...training, ...Object.fromEntries(asking.map((key) => [key, questions[key]])) };
}

/** How an option reads; the value itself where there is none of that name. */
export function labelOf({ options }: { readonly options: readonly Option[] }, value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}
