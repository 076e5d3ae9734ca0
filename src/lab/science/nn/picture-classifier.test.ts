import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend, memoryInUse } from '../../worker/backend.ts';
import { gaussian } from './initialise.ts';
import {
  createPictureClassifier,
  drawPictureWeights,
  pictureShapes,
  type PictureNet,
  type PictureNetKind,
} from './picture-classifier.ts';
import { createRandom } from '../random.ts';

beforeAll(async () => void (await chooseBackend()));

const side = 16;
const count = 3;
const pixels = gaussian(createRandom(1, 'pixels'), count * side * side * 3, 0.3).map((value) => 0.5 + value);

/** Logits of one picture in float64 by the definition of a convolution, without tfjs. */
function referenceLogits(net: PictureNet, packed: Float32Array, picture: ArrayLike<number>): Float64Array {
  let at = 0;
  const weights = Object.fromEntries(
    Object.entries(pictureShapes(net)).map(([key, shape]) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return [key, packed.subarray(at, (at += size))];
    }),
  );
  let width = net.side;
  let channels = 3;
  let h = Float64Array.from(picture, (value) => value - 0.5);
  for (let layer = 1; weights[`filter${layer}`]; layer++) {
    const filter = weights[`filter${layer}`]!;
    const bias = weights[`bias${layer}`]!;
    const next = width / 2;
    const out = new Float64Array(next * next * bias.length);
    for (let y = 0; y < next; y++) {
      for (let x = 0; x < next; x++) {
        for (let f = 0; f < bias.length; f++) {
          let sum = bias[f]!;
          for (let ky = 0; ky < 3; ky++) {
            for (let kx = 0; kx < 3; kx++) {
              const [row, column] = [2 * y + ky - 1, 2 * x + kx - 1];
              if (row < 0 || row >= width || column < 0 || column >= width) continue;
              for (let c = 0; c < channels; c++) {
                sum +=
                  h[(row * width + column) * channels + c]! * filter[((ky * 3 + kx) * channels + c) * bias.length + f]!;
              }
            }
          }
          out[(y * next + x) * bias.length + f] = Math.max(0, sum);
        }
      }
    }
    [h, width, channels] = [out, next, bias.length];
  }
  if (net.kind === 'keyhole') {
    const most = new Float64Array(channels).fill(-Infinity);
    h.forEach((value, i) => (most[i % channels] = Math.max(most[i % channels]!, value)));
    h = most;
  }
  const read = weights['read']!;
  return Float64Array.from({ length: net.classes }, (_, c) =>
    h.reduce((sum, value, i) => sum + value * read[i * net.classes + c]!, weights['readBias']![c]!),
  );
}

describe.each([
  ['plain', 1],
  ['plain', 3],
  ['keyhole', 1],
] as const)('%s with %i outputs', (kind: PictureNetKind, classes) => {
  const net: PictureNet = { kind, side, classes };
  const labels = Uint8Array.from({ length: count }, (_, i) => i % Math.max(2, classes));

  test('answers what the definition in float64 answers', () => {
    const classifier = createPictureClassifier(net, { seed: 3 });
    const logits = classifier.logits({ count, pixels });
    const size = 3 * side * side;
    for (let b = 0; b < count; b++) {
      referenceLogits(net, classifier.weights(), pixels.subarray(b * size, (b + 1) * size)).forEach((value, c) => {
        expect(Math.abs(logits[b * classes + c]! - value)).toBeLessThan(2e-5 * Math.max(1, Math.abs(value)));
      });
    }
    classifier.dispose();
  });

  test('a first step of Adam moves every weight against the slope of the loss', () => {
    const packed = drawPictureWeights(net, 3);
    const stepped = createPictureClassifier(net, { weights: packed });
    stepped.train({ count, pixels, labels }, 1e-3);
    const after = stepped.weights();
    stepped.dispose();
    const size = 3 * side * side;
    /** By the reference, in float64. */
    const loss = (weights: Float32Array) => {
      let sum = 0;
      for (let b = 0; b < count; b++) {
        const z = referenceLogits(net, weights, pixels.subarray(b * size, (b + 1) * size));
        const scores = classes > 1 ? [...z] : [0, z[0]!];
        const top = Math.max(...scores);
        sum += top + Math.log(scores.reduce((total, s) => total + Math.exp(s - top), 0)) - scores[labels[b]!]!;
      }
      return sum / count;
    };
    let compared = 0;
    for (let i = 0; i < packed.length; i += Math.ceil(packed.length / 60)) {
      const moved = (by: number) => {
        const copy = packed.slice();
        copy[i]! += by;
        return loss(copy);
      };
      const slope = (moved(2e-3) - moved(-2e-3)) / 4e-3;
      if (Math.abs(slope) < 1e-3) continue;
      compared++;
      expect(Math.sign(after[i]! - packed[i]!), `weight ${i}`).toBe(-Math.sign(slope));
    }
    expect(compared).toBeGreaterThan(10);
  });

  test('steps leave no tensor behind', () => {
    const classifier = createPictureClassifier(net, { seed: 1 });
    classifier.train({ count, pixels, labels }, 1e-3);
    const before = memoryInUse();
    for (let i = 0; i < 5; i++) classifier.train({ count, pixels, labels }, 1e-3);
    expect(memoryInUse()).toEqual(before);
    classifier.dispose();
    expect(memoryInUse().tensors).toBe(0);
  });
});

/** Cross-entropies of one picture's logits in float64: shares of yes for every output, or one class for each of several questions. */
describe.each([
  { kind: 'ratings', classes: 2, ratings: Float32Array.from([0.25, 1, 0.5, 0, 0.75, 0.125]) },
  { kind: 'captions', classes: 5, groups: [2, 3], words: Int32Array.from([0, 1, 1, 2, 0, 1]) },
])('asked for $kind', ({ classes, ratings, groups, words }) => {
  const net: PictureNet = { kind: 'plain', side, classes };
  const batch = ratings ? { count, pixels, ratings } : { count, pixels, groups: groups!, words: words! };
  const softplus = (z: number) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));
  const lossOf = (z: Float64Array, b: number): number => {
    if (ratings) return z.reduce((sum, one, i) => sum + softplus(one) - ratings[b * classes + i]! * one, 0) / classes;
    let first = 0;
    return groups!.reduce((sum, size, group) => {
      const part = z.subarray(first, (first += size));
      return sum + Math.log(part.reduce((total, one) => total + Math.exp(one), 0)) - part[words![group * count + b]!]!;
    }, 0);
  };
  const size = 3 * side * side;
  const loss = (weights: Float32Array) => {
    let sum = 0;
    for (let b = 0; b < count; b++) {
      sum += lossOf(referenceLogits(net, weights, pixels.subarray(b * size, (b + 1) * size)), b) / count;
    }
    return sum;
  };

  test('the loss is what the definition in float64 gives, and a step of Adam moves every weight against its slope', () => {
    const packed = drawPictureWeights(net, 3);
    const stepped = createPictureClassifier(net, { weights: packed });
    expect(stepped.train(batch, 1e-3)).toBeCloseTo(loss(packed), 4);
    const after = stepped.weights();
    stepped.dispose();
    let compared = 0;
    for (let i = 0; i < packed.length; i += Math.ceil(packed.length / 60)) {
      const moved = (by: number) => {
        const copy = packed.slice();
        copy[i]! += by;
        return loss(copy);
      };
      const slope = (moved(2e-3) - moved(-2e-3)) / 4e-3;
      if (Math.abs(slope) < 1e-3) continue;
      compared++;
      expect(Math.sign(after[i]! - packed[i]!), `weight ${i}`).toBe(-Math.sign(slope));
    }
    expect(compared).toBeGreaterThan(10);
    expect(memoryInUse().tensors).toBe(0);
  });
});

test('the count of weights is checked', () => {
  expect(() =>
    createPictureClassifier({ kind: 'plain', side: 32, classes: 1 }, { weights: new Float32Array(5) }),
  ).toThrow('5 weights');
});
