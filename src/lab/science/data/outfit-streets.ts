import type { Word } from './outfit.ts';
import type { Colour, Shape } from './shapes.ts';

interface Street {
  readonly background: Colour;
  readonly shapes: Shape[];
}

/** What a street photograph has behind the person. @param shift how far the street is moved to the right */
export function streetShapes(street: Word<'street'>, shift: number): Street {
  switch (street) {
    case 'arcade':
      return arcade(shift);
    case 'bridge':
      return bridge(shift);
    case 'plain':
      return plain(shift);
  }
}

const stone: Colour = [0.97, 0.76, 0.46];
const shade: Colour = [0.48, 0.25, 0.14];
const column: Colour = [1, 0.9, 0.72];

/** A sandstone wall with round arches, dark within, on pale columns. */
function arcade(shift: number): Street {
  const arches = [-0.35, 0.05, 0.45, 0.85, 1.25].map((x) => x + 0.1 + shift);
  return {
    background: stone,
    shapes: [
      { kind: 'box', from: [-0.1, 0.09], to: [1.1, 0.09], half: 0.018, colour: column },
      ...arches.flatMap((x): Shape[] => [
        { kind: 'disc', centre: [x, 0.36], radius: 0.155, colour: shade },
        { kind: 'box', from: [x, 0.36], to: [x, 0.9], half: 0.155, colour: shade },
      ]),
      ...arches.map((x): Shape => ({
        kind: 'box',
        from: [x + 0.2, 0.38],
        to: [x + 0.2, 0.9],
        half: 0.032,
        colour: column,
      })),
      { kind: 'box', from: [-0.1, 0.95], to: [1.1, 0.95], half: 0.06, colour: [0.9, 0.66, 0.4] },
    ],
  };
}

const sky: Colour = [0.66, 0.83, 0.95];
const steel: Colour = [0.78, 0.32, 0.2];
const water: Colour = [0.25, 0.5, 0.68];

/** A suspension bridge over water: two towers, cables that sag, a deck. */
function bridge(shift: number): Street {
  const towers = [0.12 + shift, 0.88 + shift];
  const cable = (from: readonly [number, number], to: readonly [number, number]): Shape => ({
    kind: 'capsule',
    from,
    to,
    half: 0.011,
    colour: steel,
  });
  const [left, right] = [towers[0]!, towers[1]!];
  const sag = [0.08, 0.26, 0.38, 0.42, 0.38, 0.26, 0.08];
  const points = sag.map((y, i): readonly [number, number] => [left + ((right - left) * i) / (sag.length - 1), y]);
  return {
    background: sky,
    shapes: [
      { kind: 'box', from: [-0.1, 0.73], to: [1.1, 0.73], half: 0.17, colour: water },
      ...points.slice(1).map((point, i) => cable(points[i]!, point)),
      ...points
        .slice(1, -1)
        .map(([x, y]): Shape => ({ kind: 'capsule', from: [x, y], to: [x, 0.54], half: 0.005, colour: steel })),
      cable([left, 0.08], [left - 0.4, 0.54]),
      cable([right, 0.08], [right + 0.4, 0.54]),
      ...towers.map((x): Shape => ({ kind: 'box', from: [x, 0.05], to: [x, 0.76], half: 0.038, colour: steel })),
      { kind: 'box', from: [-0.1, 0.555], to: [1.1, 0.555], half: 0.026, colour: steel },
      { kind: 'box', from: [-0.1, 0.95], to: [1.1, 0.95], half: 0.06, colour: [0.62, 0.64, 0.66] },
    ],
  };
}

/** A bare white wall over a pavement. */
function plain(shift: number): Street {
  return {
    background: [0.9, 0.9, 0.88],
    shapes: [
      { kind: 'box', from: [-0.1, 0.86], to: [1.1, 0.86], half: 0.015, colour: [0.74, 0.75, 0.75] },
      { kind: 'box', from: [-0.1, 0.95], to: [1.1, 0.95], half: 0.075, colour: [0.66, 0.67, 0.68] },
      { kind: 'box', from: [0.84 + shift, 0.875], to: [0.84 + shift, 1.03], half: 0.006, colour: [0.56, 0.57, 0.58] },
      { kind: 'box', from: [0.2 + shift, 0.875], to: [0.2 + shift, 1.03], half: 0.006, colour: [0.56, 0.57, 0.58] },
    ],
  };
}
