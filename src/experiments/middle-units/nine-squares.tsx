import { gutter, type Nine } from './figure.ts';

interface NineSquaresProps {
  readonly nine: Nine | null;
  readonly label: string;
}

/** Nine squares of a picture as the net sees them, pixel by pixel. */
export function NineSquares({ nine, label }: NineSquaresProps) {
  if (!nine) return <div class="nine" />;
  const { image, side } = nine;
  const width = 3 * side + 2 * gutter;
  // A little more than the gap: an edge of pixels is not quite where the gap's edge is.
  const more = 0.3;
  const between = [side, 2 * side + gutter];
  return (
    <svg class="nine" viewBox={`0 0 ${width} ${width}`} role="img" aria-label={label}>
      <image href={image} width={width} height={width} />
      {between.map((at) => (
        <>
          <rect x={at - more} y={0} width={gutter + 2 * more} height={width} />
          <rect x={0} y={at - more} width={width} height={gutter + 2 * more} />
        </>
      ))}
    </svg>
  );
}
