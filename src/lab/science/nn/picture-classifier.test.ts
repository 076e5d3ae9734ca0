import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend, memoryInUse } from '../../worker/backend.ts';
import { gaussian } from './initialise.ts';
import {
  createPictureClassifier,
  drawPictureWeights,
  pictureShapes,
  unitField,
  type PictureNet,
  type PictureNetKind,
} from './picture-classifier.ts';
import { createRandom } from '../random.ts';

beforeAll(async () => void (await chooseBackend()));

const count = 3;
/** Px, channels and padding of the first window; a net without padding needs more px. */
const sizes = {
  plain: { side: 16, inputs: 3, pad: 1 },
  keyhole: { side: 16, inputs: 3, pad: 1 },
  wide: { side: 28, inputs: 1, pad: 0 },
} as const;
const somePixels = (size: number) => gaussian(createRandom(1, 'pixels'), count * size, 0.3).map((value) => 0.5 + value);

/** Logits of one picture in float64 by the definition of a convolution, without tfjs, and what each layer answers. */
function reference(net: PictureNet, packed: Float32Array, picture: ArrayLike<number>) {
  const { inputs, pad } = sizes[net.kind];
  const maps: Float64Array[] = [];
  let at = 0;
  const weights = Object.fromEntries(
    Object.entries(pictureShapes(net)).map(([key, shape]) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return [key, packed.subarray(at, (at += size))];
    }),
  );
  let width = net.side;
  let channels: number = inputs;
  let h = Float64Array.from(picture, (value) => value - 0.5);
  for (let layer = 1; weights[`filter${layer}`]; layer++) {
    const filter = weights[`filter${layer}`]!;
    const bias = weights[`bias${layer}`]!;
    const window = Math.sqrt(filter.length / channels / bias.length);
    const next = Math.floor((width + 2 * pad - window) / 2) + 1;
    const out = new Float64Array(next * next * bias.length);
    for (let y = 0; y < next; y++) {
      for (let x = 0; x < next; x++) {
        for (let f = 0; f < bias.length; f++) {
          let sum = bias[f]!;
          for (let ky = 0; ky < window; ky++) {
            for (let kx = 0; kx < window; kx++) {
              const [row, column] = [2 * y + ky - pad, 2 * x + kx - pad];
              if (row < 0 || row >= width || column < 0 || column >= width) continue;
              for (let c = 0; c < channels; c++) {
                sum +=
                  h[(row * width + column) * channels + c]! *
                  filter[((ky * window + kx) * channels + c) * bias.length + f]!;
              }
            }
          }
          out[(y * next + x) * bias.length + f] = Math.max(0, sum);
        }
      }
    }
    [h, width, channels] = [out, next, bias.length];
    maps.push(out);
  }
  if (net.kind === 'keyhole') {
    const most = new Float64Array(channels).fill(-Infinity);
    h.forEach((value, i) => (most[i % channels] = Math.max(most[i % channels]!, value)));
    h = most;
  }
  const read = weights['read']!;
  const logits = Float64Array.from({ length: net.classes }, (_, c) =>
    h.reduce((sum, value, i) => sum + value * read[i * net.classes + c]!, weights['readBias']![c]!),
  );
  return { logits, maps };
}

describe.each([
  ['plain', 1],
  ['plain', 3],
  ['keyhole', 1],
  ['wide', 1],
] as const)('%s with %i outputs', (kind: PictureNetKind, classes) => {
  const { side, inputs } = sizes[kind];
  const net: PictureNet = { kind, side, classes };
  const size = inputs * side * side;
  const pixels = somePixels(size);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % Math.max(2, classes));

  test('answers what the definition in float64 answers', () => {
    const classifier = createPictureClassifier(net, { seed: 3 });
    const logits = classifier.logits({ count, pixels });
    const answered = classifier.maps({ count, pixels }, 2);
    const weights = classifier.weights();
    for (let b = 0; b < count; b++) {
      const { logits: expected, maps } = reference(net, weights, pixels.subarray(b * size, (b + 1) * size));
      expected.forEach((value, c) => expect(logits[b * classes + c]! / value).toBeCloseTo(1, 4));
      const middle = maps[1]!;
      expect(middle.length).toBe(unitField(net, 2).across ** 2 * unitField(net, 2).units);
      let far = 0;
      middle.forEach((value, i) => (far = Math.max(far, Math.abs(answered[b * middle.length + i]! - value))));
      expect(far).toBeLessThan(2e-5);
    }
    classifier.dispose();
  });

  test('a first step of Adam moves every weight against the slope of the loss', () => {
    const packed = drawPictureWeights(net, 3);
    const stepped = createPictureClassifier(net, { weights: packed });
    stepped.train({ count, pixels, labels }, 1e-3);
    const after = stepped.weights();
    stepped.dispose();
    /** By the reference, in float64. */
    const loss = (weights: Float32Array) => {
      let sum = 0;
      for (let b = 0; b < count; b++) {
        const z = reference(net, weights, pixels.subarray(b * size, (b + 1) * size)).logits;
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
  const { side } = sizes.plain;
  const size = 3 * side * side;
  const net: PictureNet = { kind: 'plain', side, classes };
  const pixels = somePixels(size);
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
  const loss = (weights: Float32Array) => {
    let sum = 0;
    for (let b = 0; b < count; b++) {
      sum += lossOf(reference(net, weights, pixels.subarray(b * size, (b + 1) * size)).logits, b) / count;
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

test('a unit of the middle layer hears of the pixels that its field says, and of no other', () => {
  const net: PictureNet = { kind: 'wide', side: 28, classes: 1 };
  const { px, stride, from, across, units } = unitField(net, 2);
  expect([px, stride, from, across]).toEqual([13, 4, 0, 4]);
  const classifier = createPictureClassifier(net, { seed: 2 });
  const grey = new Float32Array(28 * 28).fill(0.7);
  const answers = (pixels: Float32Array) => classifier.maps({ count: 1, pixels }, 2);
  const before = answers(grey);
  const touched = (x: number, y: number) => {
    const changed = grey.slice();
    changed[y * 28 + x] = 0;
    const after = answers(changed);
    return Array.from({ length: across ** 2 }, (_, place) => place).filter((place) =>
      Array.from({ length: units }, (_, k) => place * units + k).some((i) => after[i] !== before[i]),
    );
  };
  const sees = (place: number, x: number, y: number) => {
    const [left, top] = [from + stride * (place % across), from + stride * Math.floor(place / across)];
    return x >= left && x < left + px && y >= top && y < top + px;
  };
  for (const [x, y] of [
    [0, 0],
    [12, 5],
    [14, 14],
  ] as const) {
    expect(touched(x, y)).toEqual(
      Array.from({ length: across ** 2 }, (_, place) => place).filter((p) => sees(p, x, y)),
    );
  }
  classifier.dispose();
});

test('the count of weights is checked', () => {
  expect(() =>
    createPictureClassifier({ kind: 'plain', side: 32, classes: 1 }, { weights: new Float32Array(5) }),
  ).toThrow('5 weights');
});
