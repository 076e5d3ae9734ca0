import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { facePartMap, faceParts, partAround } from './face-parts.ts';
import { drawMoreFaces, greyPicture, type FacePictures } from './face-pictures.ts';
import { drawFace, faceScene, type Face } from './faces.ts';
import { greyOf, rasterise } from './rasterise.ts';

const side = 40;
const some = (count: number): Face[] => {
  const random = createRandom(3, 'some faces');
  return Array.from({ length: count }, () => drawFace(random));
};
const partOf = (name: (typeof faceParts)[number]) => faceParts.indexOf(name);

test('the pixels are these, here and in every engine', () => {
  const random = createRandom(1, 'noise');
  const hash = createHash('sha256');
  for (const face of some(8)) hash.update(greyPicture(faceScene(face), side, random));
  expect(hash.digest('hex').slice(0, 16)).toMatchInlineSnapshot(`"c64ca06933de69eb"`);
});

test('a map names what the picture shows: eyes left and right of the middle, the nose between them, the mouth below', () => {
  for (const face of some(60)) {
    const map = facePartMap(face, side);
    const [x, y] = face.at.map((part) => part * side) as [number, number];
    const middleOf = (part: number) => {
      const pixels = [...map.keys()].filter((i) => map[i] === part);
      const mean = (of: (i: number) => number) => pixels.reduce((sum, i) => sum + of(i), 0) / pixels.length;
      return { count: pixels.length, x: mean((i) => (i % side) + 0.5), y: mean((i) => Math.floor(i / side) + 0.5) };
    };
    const [eye, nose, mouth, contour] = (['eye', 'nose', 'mouth', 'contour'] as const).map((name) =>
      middleOf(partOf(name)),
    );
    expect(Math.abs(eye!.x - x)).toBeLessThan(1);
    expect(Math.abs(nose!.x - x)).toBeLessThan(1.5);
    expect(mouth!.y).toBeGreaterThan(nose!.y);
    expect(nose!.y).toBeGreaterThan(eye!.y);
    expect(eye!.y).toBeLessThan(y + 1);
    for (const part of [eye!, nose!, mouth!, contour!]) expect(part.count).toBeGreaterThan(4);
    expect(partAround(map, side, Math.round(x + face.eyeGap * side), Math.round(y))).toBe(partOf('eye'));
    expect(partAround(map, side, Math.round(x), Math.round(y + 0.2 * face.size * side))).toBe(partOf('mouth'));
  }
});

test('nothing is named on the background and on bare skin, and long hair covers the ears', () => {
  const [face] = some(1) as [Face];
  const map = facePartMap({ ...face, at: [0.5, 0.46], hair: 'none', mouth: 'none', eyeOpening: 0 }, side);
  expect(partAround(map, side, 4, 4)).toBe(-1);
  expect(partAround(map, side, 20, 27)).toBe(-1);
  expect(map.includes(partOf('eye'))).toBe(false);
  expect(map.includes(partOf('mouth'))).toBe(false);
  expect(map.includes(partOf('hair'))).toBe(false);
  expect(facePartMap({ ...face, hair: 'long' }, side).includes(partOf('ear'))).toBe(false);
  expect(facePartMap({ ...face, hair: 'short' }, side).includes(partOf('ear'))).toBe(true);
});

test('skin, hair and background of every face can be told apart, and every face lies within its picture', () => {
  for (const face of some(300)) {
    expect(Math.abs(face.skin - face.background)).toBeGreaterThan(0.25);
    expect(Math.abs(face.skin - face.hairTone)).toBeGreaterThan(0.25);
    const grey = greyOf(rasterise(faceScene(face), side));
    for (let i = 0; i < side; i++)
      for (const at of [i * side, i * side + side - 1]) {
        expect(grey[at]).toBeCloseTo(face.background, 5);
      }
  }
});

test('faces drawn some at a time are those that are drawn at once', () => {
  const empty = (): FacePictures => ({ faces: [], pixels: new Float32Array(7 * side * side) });
  const [atOnce, byAndBy] = [empty(), empty()];
  drawMoreFaces(atOnce, 7, side, createRandom(5, 'faces'));
  const random = createRandom(5, 'faces');
  while (byAndBy.faces.length < 7) drawMoreFaces(byAndBy, 3, side, random);
  expect(byAndBy).toEqual(atOnce);
  drawMoreFaces(byAndBy, 3, side, random);
  expect(byAndBy.faces).toHaveLength(7);
});
