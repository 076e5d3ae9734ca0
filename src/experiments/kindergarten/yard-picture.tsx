import { scale, type KindergartenExhibit } from './figure.ts';
import { columns, rows, yardHeight, type Yard } from './yard.ts';

interface YardPictureProps extends Pick<KindergartenExhibit, 'cars' | 'crosses'> {
  readonly yard: Yard;
  /** Whether the cells are drawn that blocks may be put in. */
  readonly grid: boolean;
  readonly label: string;
}

const height = scale * yardHeight;
const cell = scale / columns;

/** The yard from above: what stands in it, where the cars went, where they are, and crosses where they crashed. */
export function YardPicture({ yard, cars, crosses, grid, label }: YardPictureProps) {
  return (
    <svg class="yard" viewBox={`0 0 ${scale} ${height}`} role="img" aria-label={label}>
      {grid && (
        <g class="yard-lines">
          {Array.from({ length: columns - 1 }, (_, i) => (
            <line key={`c${i}`} x1={cell * (i + 1)} x2={cell * (i + 1)} y1="0" y2={height} />
          ))}
          {Array.from({ length: rows - 1 }, (_, i) => (
            <line key={`r${i}`} x1="0" x2={scale} y1={cell * (i + 1)} y2={cell * (i + 1)} />
          ))}
        </g>
      )}
      <g class="yard-things">
        {yard.blocks.map(([left, top, right, bottom], i) => (
          <rect
            key={i}
            x={round(left)}
            y={round(top)}
            width={round(right) - round(left)}
            height={round(bottom) - round(top)}
          />
        ))}
        {yard.posts.map(([x, y, radius], i) => (
          <circle key={i} cx={round(x)} cy={round(y)} r={round(radius)} />
        ))}
      </g>
      <g class="yard-paths">
        {cars.map(({ path }, i) => (
          <path key={i} d={path} data-ink={i % 4} />
        ))}
      </g>
      <g class="yard-cars">
        {cars.map(({ x, y, c, s }, i) => (
          <path key={i} d={carShape} data-ink={i % 4} transform={`matrix(${c} ${s} ${-s} ${c} ${x} ${y})`} />
        ))}
      </g>
      <path class="yard-crosses" d={crosses.map(([x, y]) => `M${x - 11} ${y - 11}l22 22m0 -22l-22 22`).join('')} />
      <rect class="yard-wall" width={scale} height={height} />
    </svg>
  );
}

/** Seen from above, heading right: pointed in front. */
const carShape = 'M-16 -10L6 -10L17 0L6 10L-16 10Z';

const round = (value: number) => Math.round(scale * value);
