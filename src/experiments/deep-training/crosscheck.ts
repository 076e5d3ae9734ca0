import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import { params, type DeepTraining } from './params.ts';

/** The first losses of whichever nets are chosen. */
const early = Object.fromEntries(params.schema.nets.options.map(({ value }) => [`lossByStep.${value}`, 3]));

export const crosscheck: Crosscheck<DeepTraining> = { exact: [], early, small: { steps: 100, gain: 1 } };
