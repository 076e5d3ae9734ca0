import type { Box, Colour, Point, Scene, Shape } from '../../science/data/shapes.ts';

/** An element of SVG, by its tag and attributes. */
export interface SceneElement {
  readonly tag: 'rect' | 'circle' | 'path';
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** A scene's background and shapes in the unit square, the first at the back. */
export function sceneElements({ background, shapes }: Scene): SceneElement[] {
  return [
    { tag: 'rect', attributes: { x: 0, y: 0, width: 1, height: 1, fill: css(background) } },
    ...shapes.map((shape) => {
      const { tag, attributes } = elementOf(shape);
      return { tag, attributes: shape.alpha === undefined ? attributes : { ...attributes, opacity: shape.alpha } };
    }),
  ];
}

/** A scene as text, for files. */
export function sceneSvg(scene: Scene): string {
  return sceneElements(scene)
    .map(({ tag, attributes }) => {
      const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
      return `<${tag}${written.join('')}></${tag}>`;
    })
    .join('');
}

function elementOf(shape: Shape): SceneElement {
  const colour = css(shape.colour);
  switch (shape.kind) {
    case 'disc':
    case 'ring': {
      const [cx, cy] = shape.centre;
      const paint =
        shape.kind === 'disc' ? { fill: colour } : { fill: 'none', stroke: colour, 'stroke-width': n(2 * shape.half) };
      return { tag: 'circle', attributes: { cx: n(cx), cy: n(cy), r: n(shape.radius), ...paint } };
    }
    case 'capsule':
    case 'streak': {
      const width = n(2 * (shape.kind === 'capsule' ? shape.half : shape.radius));
      const line = { stroke: colour, 'stroke-width': width, 'stroke-linecap': 'round' };
      return { tag: 'path', attributes: { d: path([shape.from, shape.to]), ...line } };
    }
    case 'box': {
      const { corner = 0 } = shape;
      // A rounded corner is the round joint of a thick line around the smaller box.
      const line = corner > 0 ? { stroke: colour, 'stroke-width': n(2 * corner), 'stroke-linejoin': 'round' } : {};
      return { tag: 'path', attributes: { d: `${path(cornersOf(shape, corner))}Z`, fill: colour, ...line } };
    }
  }
}

/** The four corners of a box that is smaller by `less` on every side. */
function cornersOf({ from, to, half }: Box, less: number): Point[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const long = Math.sqrt(dx * dx + dy * dy) || 1;
  const [ux, uy] = [dx / long, dy / long];
  const across = half - less;
  const corner = ([x, y]: Point, along: number, side: number): Point => [
    x + ux * along - uy * side,
    y + uy * along + ux * side,
  ];
  return [
    corner(from, less, across),
    corner(to, -less, across),
    corner(to, -less, -across),
    corner(from, less, -across),
  ];
}

const path = (points: readonly Point[]) => `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;

/** A thousandth of the picture is less than anybody sees. */
const n = (value: number) => Math.round(value * 1000) / 1000;

function css([red, green, blue]: Colour): string {
  const byte = (part: number) =>
    Math.round(255 * Math.min(1, Math.max(0, part)))
      .toString(16)
      .padStart(2, '0');
  return `#${byte(red)}${byte(green)}${byte(blue)}`;
}
