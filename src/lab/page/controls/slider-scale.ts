import { toStep } from '../../contract/read-params.ts';
import type { NumberParam } from '../../contract/schema.ts';

/** Positions of a logarithmic slider: fine enough that every step of the setting can be reached. */
export const logPositions = 1000;
/** How far an arrow key moves on it. */
const arrow = 10;

/** Where a setting's values lie on its slider. */
export interface SliderScale {
  /** Bounds and step of the slider itself. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Position of a value on the slider. */
  position(value: number): number;
  /** Value at a position, an allowed one. */
  value(position: number): number;
  /** 0 to 100: how far along the slider a value lies. */
  percent(value: number): number;
  /** The next value in a direction (1 or -1), for an arrow key: at least one step away, whatever the scale. */
  nudged(value: number, direction: number): number;
}

export function sliderScale(definition: NumberParam): SliderScale {
  const { min, max, step } = definition;
  if (definition.scale !== 'log') {
    return {
      min,
      max,
      step,
      position: (value) => value,
      value: (position) => position,
      percent: (value) => ((value - min) / (max - min)) * 100,
      nudged: (value, direction) => toStep(value + direction * step, step, definition),
    };
  }
  const exact = (value: number) => (logPositions * Math.log(value / min)) / Math.log(max / min);
  const value = (position: number) => toStep(min * (max / min) ** (position / logPositions), step, definition);
  return {
    min: 0,
    max: logPositions,
    step: 1,
    position: (of) => Math.round(exact(of)),
    value,
    percent: (of) => exact(of) / (logPositions / 100),
    nudged(of, direction) {
      // A position of a logarithmic slider may round to the same value.
      const next = value(Math.round(exact(of)) + direction * arrow);
      return next === of ? toStep(of + direction * step, step, definition) : next;
    },
  };
}
