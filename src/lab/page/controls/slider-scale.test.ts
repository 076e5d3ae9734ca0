import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NumberParam } from '../../contract/schema.ts';
import { logPositions, sliderScale } from './slider-scale.ts';

const depth: NumberParam = { kind: 'number', label: '', min: 2, max: 100, step: 1, default: 50 };
const images: NumberParam = { kind: 'number', label: '', min: 250, max: 16000, step: 50, default: 2000, scale: 'log' };

describe('a linear slider', () => {
  const scale = sliderScale(depth);
  test('is the setting itself', () => {
    expect([scale.min, scale.max, scale.step, scale.position(30), scale.value(30)]).toEqual([2, 100, 1, 30, 30]);
    expect([scale.percent(2), scale.percent(51), scale.percent(100)]).toEqual([0, 50, 100]);
  });
  test('an arrow moves by a step and stops at the ends', () => {
    expect([scale.nudged(50, 1), scale.nudged(2, -1), scale.nudged(100, 1)]).toEqual([51, 2, 100]);
  });
});

describe('a logarithmic slider', () => {
  const scale = sliderScale(images);
  test('its ends are the setting’s, and half way is their geometric mean', () => {
    expect([scale.value(0), scale.value(logPositions), scale.value(logPositions / 2)]).toEqual([250, 16000, 2000]);
    expect(scale.percent(2000)).toBeCloseTo(50, 9);
  });
  test('every allowed value can be reached by the arrows, one after another in its direction', () => {
    let [value, presses] = [images.min, 0];
    while (value < images.max && presses < 2000) {
      const next = scale.nudged(value, 1);
      expect(next).toBeGreaterThan(value);
      [value, presses] = [next, presses + 1];
    }
    expect(value).toBe(images.max);
  });
  test('a value, put on the slider and read again, is itself to the slider’s resolution', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 320 }), (steps) => {
        const value = 50 * steps;
        const again = scale.value(scale.position(value));
        expect(Math.abs(Math.log(again / value))).toBeLessThan(Math.log(64) / logPositions + 25 / value);
      }),
    );
  });
});
