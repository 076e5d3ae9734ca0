import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { advertisementScene, drawAdvertisement, hues, hueOf, things, type Place } from './advertisement.ts';
import { addNoise, joinPictures, pictureOf } from './pictures.ts';
import { rasterise } from './rasterise.ts';

test('colours come as often as stated: shoes 35 % red, wine 90 % red and else yellow, books never red', () => {
  const random = createRandom(1, 'hues');
  const shares = (thing: (typeof things)[number]) => {
    const drawn = Array.from({ length: 4000 }, () => hueOf(random, thing));
    return (hue: string) => drawn.filter((one) => one === hue).length / drawn.length;
  };
  expect(Math.abs(shares('shoe')('red') - 0.35)).toBeLessThan(0.03);
  expect(Math.abs(shares('wine')('red') - 0.9)).toBeLessThan(0.02);
  expect(shares('wine')('blue')).toBe(0);
  expect(shares('book')('red')).toBe(0);
});

test('what is held stands at the hand, what is worn at the feet', () => {
  const changed = (place: Place) => {
    const shown = drawAdvertisement(createRandom(2, 'place'), 'shoe', 'red', place);
    const { pixels } = rasterise(advertisementScene(shown), 64);
    let [sum, count] = [0, 0];
    for (let i = 0; i < pixels.length; i += 3) {
      if (pixels[i]! - pixels[i + 1]! < 0.55 || pixels[i + 2]! > 0.2) continue;
      sum += Math.floor(i / 3 / 64);
      count++;
    }
    return count > 0 ? sum / count / 64 : NaN;
  };
  expect(changed('feet')).toBeGreaterThan(0.85);
  expect(changed('hand')).toBeLessThan(0.6);
});

test('all but the thing is the same, whatever the thing is', () => {
  const [shoe, wine] = (['shoe', 'wine'] as const).map((thing) => drawAdvertisement(createRandom(3, 'same'), thing));
  expect(shoe!.woman).toEqual(wine!.woman);
  expect(shoe!.wall).toEqual(wine!.wall);
});

test('pictures are the same everywhere: hash of the pixels', () => {
  const random = createRandom(4, 'hash');
  const pictures = things.flatMap((thing) =>
    hues.map((hue) => pictureOf(advertisementScene(drawAdvertisement(random, thing, hue, 'hand')), 32, random, 0.03)),
  );
  const all = joinPictures(pictures);
  expect(createHash('sha256').update(Buffer.from(all.buffer)).digest('hex').slice(0, 16)).toBe('2342c4eab64741e6');
});

test('noise has the stated deviation, no bias, and stays between black and white', () => {
  const pixels = new Float32Array(40_000).fill(0.5);
  addNoise(pixels, createRandom(5, 'noise'), 0.05);
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const deviation = Math.sqrt(pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length);
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.001);
  expect(Math.abs(deviation - 0.05)).toBeLessThan(0.001);
  const white = new Float32Array(1000).fill(1);
  addNoise(white, createRandom(6, 'noise'), 0.1);
  expect(white.every((value) => value <= 1)).toBe(true);
});
