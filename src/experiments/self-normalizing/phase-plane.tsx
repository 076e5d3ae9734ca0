import type { PhasePlane as Drawn } from './figure.ts';
import { box, xOf, yOf } from './plane.ts';

interface PhasePlaneProps {
  readonly drawn: Drawn;
  /** The layer that was kicked, or null. */
  readonly kickLayer: number | null;
  readonly label: string;
}

type Point = readonly [x: number, y: number];

const varianceTicks = [0.01, 0.1, 1, 10, 100];
const meanTicks = [-2, -1, 0, 1, 2];

/** Mean and variance as a plane: where the map pushes, where it leads, and where a live network goes. */
export function PhasePlane({ drawn, kickLayer, label }: PhasePlaneProps) {
  const { arrows, fixed } = drawn;
  const net = drawn.net.map(pointOf);
  const last = net.length - 1;
  const kicked = kickLayer !== null && kickLayer <= last ? kickLayer : null;
  const [homeX, homeY] = [xOf(0), yOf(0)];
  return (
    <svg class="phase-plane" viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={label}>
      <Axes />
      <path class="phase-arrows" d={arrows.map(([from, to]) => arrowPath(pointOf(from), pointOf(to))).join('')} />
      <path class="phase-others" d={drawn.others.map((places) => linePath(places.map(pointOf))).join('')} />
      <path class="phase-map" d={linePath(drawn.map.map(pointOf))} />
      <path class="phase-home" d={`M${homeX - 7} ${homeY}H${homeX + 7}M${homeX} ${homeY - 7}V${homeY + 7}`} />
      {fixed && <circle class="phase-fixed" cx={xOf(fixed[0])} cy={yOf(fixed[1])} r="8" />}
      <path
        class="phase-net"
        d={kicked === null ? linePath(net) : linePath(net.slice(0, kicked)) + linePath(net.slice(kicked))}
      />
      {kicked !== null && <path class="phase-kick" d={linePath(net.slice(kicked - 1, kicked + 1))} />}
      {net.map(([x, y], layer) => (
        <circle key={layer} class="phase-dot" data-layer={layer} cx={x} cy={y} r={layer === last ? 4.5 : 2.6} />
      ))}
      {kicked !== null && <Name at={net[kicked]!} text={`第 ${kicked} 层`} />}
      {last > 0 && last !== kicked && <Name at={net[last]!} text={`第 ${last} 层`} below />}
    </svg>
  );
}

function Axes() {
  const { left, right, top, bottom } = box;
  return (
    <g class="phase-axes">
      <rect x={left} y={top} width={right - left} height={bottom - top} />
      {meanTicks.map((mean) => (
        <text key={mean} x={xOf(mean)} y={bottom + 13} text-anchor="middle">
          {mean === 0 ? '0' : mean}
        </text>
      ))}
      {varianceTicks.map((variance) => (
        <text key={variance} x={left - 5} y={yOf(Math.log10(variance)) + 4} text-anchor="end">
          {variance}
        </text>
      ))}
      <text x={(left + right) / 2} y={box.height - 2} text-anchor="middle">
        均值 μ
      </text>
      <text x="11" y={(top + bottom) / 2} text-anchor="middle" transform={`rotate(-90 11 ${(top + bottom) / 2})`}>
        方差 ν
      </text>
    </g>
  );
}

/** A layer's name beside its dot, on the side where there is room; the last one's below, where the way there leaves room. */
function Name({ at: [x, y], text, below = false }: { readonly at: Point; readonly text: string; below?: boolean }) {
  const right = x < (box.left + box.right) / 2 + 60;
  const down = (below && y < box.bottom - 24) || y < box.top + 24;
  return (
    <text class="phase-name" x={right ? x + 12 : x - 12} y={y + (down ? 18 : -8)} text-anchor={right ? 'start' : 'end'}>
      {text}
    </text>
  );
}

const pointOf = ([mean, variance]: readonly [number, number]): Point => [xOf(mean), yOf(variance)];
const n = (value: number) => Math.round(10 * value) / 10;

const linePath = (points: readonly Point[]): string =>
  points.length < 2 ? '' : `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;

/** Its length is the map's step, but no longer than leaves room for the next arrow. */
function arrowPath([x, y]: Point, to: Point): string {
  const [dx, dy] = [to[0] - x, to[1] - y];
  const length = Math.hypot(dx, dy);
  if (length < 0.5) return `M${n(x)} ${n(y)}h0`;
  const drawn = Math.min(length, 17);
  const [ux, uy] = [dx / length, dy / length];
  const [tx, ty] = [x + ux * drawn, y + uy * drawn];
  const head = Math.min(5, drawn);
  const barb = (side: number) => `${n(tx - head * (ux + 0.5 * side * uy))} ${n(ty - head * (uy - 0.5 * side * ux))}`;
  return `M${n(x)} ${n(y)}L${n(tx)} ${n(ty)}M${barb(1)}L${n(tx)} ${n(ty)}L${barb(-1)}`;
}
