import type { AnyDefinition, SettingsOf } from './definition.ts';

/**
 * How an experiment is compared with its own reproduce.py: `crosscheck.ts` of its folder exports one. A readout that is not
 * `exact` is trained: rounding errors grow while a network learns, and it has only to come as near as seeds are to each other.
 */
export interface Crosscheck<D extends AnyDefinition = AnyDefinition> {
  /** Readouts, as they are declared, in which no training is: they agree to `exactTo`. */
  readonly exact: 'all' | readonly (keyof D['readouts'] & string)[];
  /**
   * Keys (slots filled) whose first numbers are exact too, before errors have grown, and how many: of a series, else of a
   * readout, as it stands after the first, second ... step.
   */
  readonly early?: Readonly<Record<string, number>>;
  /** Settings that every comparison has, so that it is quick. */
  readonly small?: Partial<SettingsOf<D>>;
}

/** |a − b| ≤ exactTo · max(1, |b|). */
export const exactTo = 1e-4;

/** One number, ours and PyTorch's. */
export interface Compared {
  readonly key: string;
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly difference: number;
  readonly allowed: number;
  readonly kind: 'exact' | 'trained';
}

/** crosscheck.json of an experiment's folder. */
export interface CrosscheckRecord {
  readonly experiment: string;
  /** Day of the comparison. */
  readonly date: string;
  readonly torch: string;
  readonly tfjs: string;
  readonly backend: string;
  /** How many numbers were compared, and how many of them missed. */
  readonly compared: number;
  readonly missed: number;
  /** How many of them are exact, and the largest |a − b| / max(1, |b|) of these. */
  readonly exact: number;
  readonly largestExact: number;
  /** How many trained ones are the same to one per cent all the same, and how many only as near as seeds are to each other. */
  readonly trainedAlike: number;
  readonly trainedWithinSpread: number;
  readonly cases: readonly {
    /** Off the defaults. */
    readonly settings: Readonly<Record<string, unknown>>;
    readonly numbers: readonly Compared[];
  }[];
}
