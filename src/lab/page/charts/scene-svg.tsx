import type { Box, Colour, Point, Scene, Shape } from '../../science/data/shapes.ts';

/**
 * A scene as the reader sees it: the shapes that the rasteriser draws for a network, as vectors. They need no pixel work,
 * are sharp at every size and stand in the server's HTML.
 */
export function SceneShapes({ scene }: { readonly scene: Scene }) {
  return (
    <g class="scene-shapes">
      <rect x="0" y="0" width="1" height="1" fill={css(scene.background)} />
      {scene.shapes.map((shape, i) => (
        <ShapeSvg key={i} shape={shape} />
      ))}
    </g>
  );
}

function ShapeSvg({ shape }: { readonly shape: Shape }) {
  const colour = css(shape.colour);
  const opacity = shape.alpha;
  switch (shape.kind) {
    case 'disc':
      return (
        <circle cx={n(shape.centre[0])} cy={n(shape.centre[1])} r={n(shape.radius)} fill={colour} opacity={opacity} />
      );
    case 'ring':
      return (
        <circle
          cx={n(shape.centre[0])}
          cy={n(shape.centre[1])}
          r={n(shape.radius)}
          fill="none"
          stroke={colour}
          stroke-width={n(2 * shape.half)}
          opacity={opacity}
        />
      );
    case 'capsule':
    case 'streak':
      return (
        <path
          d={path([shape.from, shape.to])}
          stroke={colour}
          stroke-width={n(2 * (shape.kind === 'capsule' ? shape.half : shape.radius))}
          stroke-linecap="round"
          opacity={opacity}
        />
      );
    case 'box': {
      const { corner = 0 } = shape;
      // A rounded corner is the round joint of a thick line around the smaller box.
      const line =
        corner > 0 ? { stroke: colour, 'stroke-width': n(2 * corner), 'stroke-linejoin': 'round' as const } : {};
      return <path d={`${path(cornersOf(shape, corner))}Z`} fill={colour} opacity={opacity} {...line} />;
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
