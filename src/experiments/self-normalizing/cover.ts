import { momentPath, nextMoments } from '../../lab/science/nn/moment-map.ts';
import type { Colour, Scene, Shape } from '../../lab/science/data/shapes.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { params } from './params.ts';
import { arrowStarts, box, xOf, yOf } from './plane.ts';

const paper: Colour = [0.984, 0.98, 0.965];
const grey: Colour = [0.6, 0.62, 0.64];
const blue: Colour = [0.12, 0.37, 0.75];
const red: Colour = [0.7, 0.15, 0.12];

const defaults = defaultsOf(params.schema);

type Moments = { readonly mean: number; readonly variance: number };
const place = ({ mean, variance }: Moments) =>
  [
    (xOf(mean) - box.left) / (box.right - box.left),
    (yOf(Math.log10(variance)) - box.top) / (box.bottom - box.top),
  ] as const;

/** The map's arrows, and a way home among them: it says more of the experiment than a curve. */
export const cover: Scene = {
  background: paper,
  shapes: [
    ...arrowStarts().flatMap(arrow),
    ...momentPath(defaults, { mean: 2, variance: 10 }, { depth: 14, kickLayer: 0, kick: 1 }).map(dot),
    ...momentPath(defaults, { mean: 0, variance: 0.01 }, { depth: 14, kickLayer: 0, kick: 1 }).map(dot),
    { kind: 'ring', centre: place({ mean: 0, variance: 1 }), radius: 0.06, half: 0.008, colour: red },
  ],
};

function dot(at: Moments): Shape {
  return { kind: 'disc', centre: place(at), radius: 0.018, colour: blue };
}

function arrow(start: Moments): Shape[] {
  const [from, to] = [place(start), place(nextMoments(defaults, start))];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const drawn = Math.min(length, 0.06);
  const end = [from[0] + (dx / length) * drawn, from[1] + (dy / length) * drawn] as const;
  return [
    { kind: 'capsule', from, to: end, half: 0.003, colour: grey },
    { kind: 'disc', centre: end, radius: 0.008, colour: grey },
  ];
}
