import type { OptionOf, ParamSchema } from './schema.ts';

/** In what a number is counted, and how that reads beside it. */
export const units = {
  share: '份额，0 到 1',
  probability: '概率',
  log10: '常用对数',
  logit: '对数几率',
  nat: '自然对数',
  steps: '步',
  pictures: '张图片',
  sequences: '个序列',
  trials: '次',
  frames: '帧',
  layer: '第几层，从 1 数起',
  index: '第几个，从 0 数起',
  flag: '1 是，0 否',
  factor: '倍',
  number: '',
} as const;
export type Unit = keyof typeof units;

interface Common {
  /**
   * A few Chinese words: the column's head, the row's name. A slot in it (`第 <n> 句`) is filled as in the key; the words of the
   * others are put behind it in brackets.
   */
  readonly label: string;
  readonly unit: Unit;
  /** One Chinese sentence: what this number says. */
  readonly means: string;
  /** Where it is there at all, if not in every result (a key with a slot is there for what was chosen). */
  readonly only?: string;
}

/** A single number that a run finds. */
export interface ReadoutDeclaration extends Common {
  /** What the number stands for, where it stands for one of these: 0 for the first. */
  readonly names?: readonly string[];
  /** Why there may be none: the value is then null. Without it, null is a fault. */
  readonly none?: string;
}

/** A row of numbers that a run finds; NaN is a gap. */
export interface SeriesDeclaration<P> extends Common {
  /** How many numbers; unchecked if it depends on what was found. */
  length?(params: P): number;
  /** It has fewer while the run goes on. */
  readonly grows?: true;
}

/**
 * What a result's keys may be, each declared once. A key may have slots: `loss.<nets>` stands for `loss.sigmoid`,
 * `loss.tanh` ... where `nets` is a setting with these options, or one of the experiment's own `slots`.
 */
export type ReadoutTable = Readonly<Record<string, ReadoutDeclaration>>;
export type SeriesTable<P> = Readonly<Record<string, SeriesDeclaration<P>>>;
/** What fills a slot that is not the name of a setting. */
export type Slots = Readonly<Record<string, readonly string[]>>;

/** The part of an experiment's definition that its results are made from. */
export interface ResultTables {
  readonly schema: ParamSchema;
  readonly slots?: Slots;
  readonly readouts: ReadoutTable;
  readonly series: SeriesTable<never>;
}

type SlotsOf<D> = D extends { slots: infer O extends Slots } ? O : Record<never, never>;
type FillingOf<D extends ResultTables, N extends string> = N extends keyof SlotsOf<D>
  ? SlotsOf<D>[N] extends readonly (infer V extends string)[]
    ? V
    : never
  : N extends keyof D['schema']
    ? OptionOf<D['schema'][N]>
    : never;
/** All keys that a declared key stands for. */
type Filled<D extends ResultTables, K extends string> = K extends `${infer Before}<${infer N}>${infer After}`
  ? `${Before}${FillingOf<D, N>}${Filled<D, After>}`
  : K;
/** Declared keys that every result has: those without a slot and without a condition. */
type Always<T> = {
  [K in keyof T & string]: K extends `${string}<${string}` ? never : T[K] extends { only: string } ? never : K;
}[keyof T & string];
type Sometimes<T> = Exclude<keyof T & string, Always<T>>;
type ValueOf<R> = 'none' extends keyof R ? number | null : number;

/** The readouts of a result, by key. */
export type ReadoutsOf<D extends ResultTables> = {
  readonly [K in Always<D['readouts']>]: ValueOf<D['readouts'][K]>;
} & { readonly [K in Sometimes<D['readouts']> as Filled<D, K>]?: ValueOf<D['readouts'][K]> };

/** The series of a result, by key. */
export type SeriesOf<D extends ResultTables> = { readonly [K in Always<D['series']>]: Float64Array } & {
  readonly [K in Sometimes<D['series']> as Filled<D, K>]?: Float64Array;
};

/** What a run found: plain numbers that can be printed, sent between threads and drawn. */
export interface ResultOf<D extends ResultTables> {
  readonly readouts: ReadoutsOf<D>;
  readonly series: SeriesOf<D>;
}

/** A part of a result: what trained networks answer, or what one of several networks found. */
export interface PartOf<D extends ResultTables> {
  readonly readouts: Partial<ReadoutsOf<D>>;
  readonly series: Partial<SeriesOf<D>>;
}

export type ReadoutKey<D extends ResultTables> = keyof ReadoutsOf<D> & string;
export type SeriesKey<D extends ResultTables> = keyof SeriesOf<D> & string;

/** A result of some experiment, which one is not known: between threads and in files. */
export interface Result {
  readonly readouts: Readonly<Record<string, number | null | undefined>>;
  readonly series: Readonly<Record<string, Float64Array | undefined>>;
}

/**
 * The value of a key that must be there: that of a chosen net, say. A key written wrongly is a type error.
 * @throws if it is missing, with its name: nothing is shown for a number that was never measured
 */
export function need<V extends object, K extends keyof V & string>(values: V, key: K): Present<V[K]> {
  const value = values[key];
  if (value === undefined) throw new Error(`The result has no "${key}".`);
  return value as Present<V[K]>;
}
type Present<T> = T extends undefined ? never : T;

/** The value of a key that need not be there. */
export function maybe<V extends object, K extends keyof V & string>(values: V, key: K): V[K] | undefined {
  return values[key];
}

/** A table that is filled key by key, where keys are put together (`loss.${net}`). */
export type Draft<T> = { -readonly [K in keyof T]?: T[K] };

/** Sets one value of a table that is being filled. */
export function put<T extends object, K extends keyof T & string>(table: T, key: K, value: Present<T[K]>): void {
  table[key] = value;
}

/** The same values under keys that begin with `prefix`. */
export type Prefixed<P extends string, T> = { [K in keyof T as K extends string ? `${P}${K}` : never]: T[K] };

/** A part of a result under keys that begin with `prefix`: the second of two networks, say. */
export function prefixed<P extends string, R extends object, C extends object>(
  prefix: P,
  { readouts, series }: { readonly readouts: R; readonly series: C },
): { readouts: Prefixed<P, R>; series: Prefixed<P, C> } {
  const renamed = <T extends object>(values: T) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value])) as Prefixed<P, T>;
  return { readouts: renamed(readouts), series: renamed(series) };
}

/** The keys that do not begin with `prefix`: those of one network where another one's begin with it. */
export type Unprefixed<P extends string, T> = { [K in keyof T as Exclude<K, `${P}${string}`>]: T[K] };

/** What several networks found, as one; each has keys of its own. */
export function together<D extends ResultTables>(parts: readonly PartOf<D>[]): PartOf<D> {
  return parts.reduce((all, { readouts, series }) => ({
    readouts: { ...all.readouts, ...readouts },
    series: { ...all.series, ...series },
  }));
}

/** The results of a run's parts as one. Of a number that several tell (the step), the largest: that of the furthest. */
export function joinedResults(parts: readonly Result[]): Result {
  const readouts: Record<string, number | null | undefined> = {};
  for (const [key, value] of parts.flatMap((part) => Object.entries(part.readouts))) {
    const before = readouts[key];
    readouts[key] = typeof before === 'number' ? Math.max(before, value ?? before) : value;
  }
  return { readouts, series: Object.assign({}, ...parts.map(({ series }) => series)) as Result['series'] };
}
