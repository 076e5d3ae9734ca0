import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { greyPicture } from './face-pictures.ts';
import { drawFace, faceShapes } from './faces.ts';
import { drawScrambledFace, drawShapes } from './not-faces.ts';
import { greyOf, rasterise } from './rasterise.ts';
import { boundsOf, type Shape } from './shapes.ts';

const side = 40;

test('the pixels are these, here and in every engine', () => {
  const random = createRandom(1, 'not faces');
  const hash = createHash('sha256');
  for (let i = 0; i < 6; i++) {
    hash.update(greyPicture(i % 2 === 0 ? drawScrambledFace(random) : drawShapes(random), side, random));
  }
  expect(hash.digest('hex').slice(0, 16)).toMatchInlineSnapshot(`"6c28f91972a98fcd"`);
});

test('a scrambled face has the parts of a face and its head; eyes, nose and mouth lie elsewhere in the head', () => {
  const middle = (shapes: readonly Shape[]) => {
    const bounds = shapes.map(boundsOf);
    const [left, top] = [0, 1].map((k) => Math.min(...bounds.map((b) => b[k]!))) as [number, number];
    const [right, bottom] = [2, 3].map((k) => Math.max(...bounds.map((b) => b[k]!))) as [number, number];
    return [(left + right) / 2, (top + bottom) / 2] as const;
  };
  for (let seed = 1; seed <= 60; seed++) {
    const face = drawFace(createRandom(seed, 'one'));
    const parts = faceShapes(face);
    const { shapes, background } = drawScrambledFace(createRandom(seed, 'one'));
    expect(background[0]).toBe(face.background);
    expect(shapes).toHaveLength(parts.length);
    const still = parts.filter(({ part }) => ['hair', 'ear', 'skin'].includes(part)).map(({ shape }) => shape);
    expect(shapes.slice(0, still.length)).toEqual(still);
    let at = still.length;
    for (const [part, pieces] of [
      ['eye', 3],
      ['eye', 3],
      ['nose', 2],
      ['mouth', face.mouth === 'open' ? 2 : 3],
    ] as const) {
      const moved = shapes.slice(at, (at += pieces));
      const before = parts.slice(at - pieces, at);
      expect(before.every((one) => one.part === part)).toBe(true);
      const [[x0, y0], [x1, y1]] = [middle(before.map(({ shape }) => shape)), middle(moved)];
      expect(Math.abs(x1 - x0) + Math.abs(y1 - y0), `${seed} ${part}`).toBeGreaterThan(0.05);
    }
    expect(at).toBe(shapes.length);
  }
});

test('shapes fill their pictures differently: no two are alike, and none is blank', () => {
  const random = createRandom(2, 'shapes');
  const seen = new Set<string>();
  for (let i = 0; i < 60; i++) {
    const grey = greyOf(rasterise(drawShapes(random), side));
    expect(new Set(grey).size).toBeGreaterThan(1);
    seen.add([...grey].join());
  }
  expect(seen.size).toBe(60);
});
