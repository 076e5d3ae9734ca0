interface PurityStripProps {
  readonly purities: readonly number[];
  readonly threshold: number;
  /** The network, in words. */
  readonly label: string;
}

/** In the drawing's units. */
const length = 320;
const margin = 6;
const gap = 5;

/** A network's units as dots along their purity, equal ones over one another; right of the line they have a name. */
export function PurityStrip({ purities, threshold, label }: PurityStripProps) {
  const x = (purity: number) => margin + purity * (length - 2 * margin);
  // Dots that would touch are piled up from the bottom.
  const piles = new Map<number, number>();
  const dots = purities.map((purity) => {
    const column = Math.round(x(purity) / gap);
    const below = piles.get(column) ?? 0;
    piles.set(column, below + 1);
    return { x: column * gap, y: below, named: purity >= threshold };
  });
  const height = 40;
  const named = dots.filter((dot) => dot.named).length;
  return (
    <svg
      class="purity-strip"
      viewBox={`0 0 ${length} ${height}`}
      role="img"
      aria-label={
        dots.length === 0 ? `${label}：学完才量` : `${label}：${dots.length} 个单元里有 ${named} 个的纯度达到门槛`
      }
    >
      <line class="strip-ground" x1={0} x2={length} y1={height - 1} y2={height - 1} />
      {dots.map((dot, i) => (
        <circle key={i} cx={dot.x} cy={height - 4 - Math.min(dot.y * gap, height - 8)} r={2.1} data-named={dot.named} />
      ))}
      <line class="strip-threshold" x1={x(threshold) - gap / 2} x2={x(threshold) - gap / 2} y1={0} y2={height} />
    </svg>
  );
}
