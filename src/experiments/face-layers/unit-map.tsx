import { useRef } from 'preact/hooks';
import { isLit, type FaceLayersExhibit } from './figure.ts';
import { mapWidth, placeLayers, unitBeside, type LayerName, type PlacedLayer } from './layer-map.ts';

export interface Chosen {
  readonly layer: LayerName;
  readonly index: number;
}

interface UnitMapProps {
  readonly exhibit: FaceLayersExhibit;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  readonly wordsOf: (chosen: Chosen) => string;
}

interface DrawnUnit {
  readonly image: string;
  readonly strength: number;
  readonly lit: boolean;
  readonly named?: boolean;
}

const headings: Readonly<Record<LayerName, string>> = {
  edges: '第一层：边',
  parts: '第二层：零件',
  wholes: '第三层：脸',
};

/** Space between a unit's picture and its cell's edge, in the drawing's units. */
const margin = 2;

/** The three layers, each unit drawn as what it answers to; lines lead from a face to the parts that it is made of. */
export function UnitMap({ exhibit, chosen, onChoose, wordsOf }: UnitMapProps) {
  const svg = useRef<SVGSVGElement>(null);
  const { edges, parts, wholes } = exhibit;
  const { height, layers } = placeLayers({ edges: edges.length, parts: parts.length, wholes: wholes.length });
  const made = chosen.layer === 'wholes' ? (wholes[chosen.index]?.madeOf ?? []) : [];
  const choose = (layer: LayerName, index: number) => {
    onChoose({ layer, index });
    // The one that can be reached by Tab is the one that is chosen; it may only just have become it.
    svg.current?.querySelector<SVGElement>(`[data-layer=${layer}] [data-unit="${index}"]`)?.focus();
  };
  const layer = (placed: PlacedLayer, units: readonly DrawnUnit[]) => (
    <g data-layer={placed.name} role="listbox" aria-label={headings[placed.name]}>
      {placed.cells.map(({ x, y, size }, k) => {
        const { image, strength, lit, named } = units[k]!;
        const selected = chosen.layer === placed.name && chosen.index === k;
        const reachable = chosen.layer === placed.name ? selected : k === 0;
        const inner = size - 2 * margin;
        return (
          <g
            key={k}
            class="unit"
            role="option"
            data-unit={k}
            data-lit={lit}
            data-made={placed.name === 'parts' && made.includes(k)}
            aria-selected={selected}
            data-chosen={selected && image !== ''}
            aria-label={wordsOf({ layer: placed.name, index: k })}
            tabindex={reachable ? 0 : -1}
            transform={`translate(${x} ${y})`}
            onClick={() => choose(placed.name, k)}
            onKeyDown={(event) => {
              const to = unitBeside(event.key, k, placed);
              if (to === k) return;
              event.preventDefault();
              choose(placed.name, to);
            }}
          >
            <rect class="unit-place" width={size} height={size} />
            {image !== '' && (
              <image href={image} x={margin} y={margin} width={inner} height={inner} opacity={strength} />
            )}
            <rect class="unit-frame" x={margin} y={margin} width={inner} height={inner} />
            {named && <line class="unit-named" x1={margin} x2={size - margin} y1={size - 0.9} y2={size - 0.9} />}
          </g>
        );
      })}
    </g>
  );
  return (
    <svg ref={svg} class="unit-map" viewBox={`0 0 ${mapWidth} ${height}`}>
      {Object.values(layers).map(({ name, labelY }) => (
        <text key={name} class="unit-heading" x="2" y={labelY}>
          {headings[name]}
        </text>
      ))}
      {layer(
        layers.edges,
        edges.map((unit) => ({ image: unit.image, lit: isLit(unit), strength: strengthOf(unit) })),
      )}
      {layer(
        layers.parts,
        parts.map((unit) => ({ image: unit.image, lit: isLit(unit), strength: strengthOf(unit), named: unit.named })),
      )}
      {layer(
        layers.wholes,
        wholes.map(({ image, level }, j) => ({
          image,
          lit: image !== '' && j === strongestWhole(wholes),
          strength: 0.45 + 0.55 * Math.min(1, Math.max(0, level)),
        })),
      )}
      <g class="unit-lines">
        {made.map((k) => {
          const from = layers.wholes.cells[chosen.index]!;
          const to = layers.parts.cells[k]!;
          return (
            <line
              key={k}
              x1={from.x + from.size / 2}
              y1={from.y + margin}
              x2={to.x + to.size / 2}
              y2={to.y + to.size - margin}
            />
          );
        })}
      </g>
    </svg>
  );
}

/** The unit of the third layer that answers most. */
export const strongestWhole = (wholes: FaceLayersExhibit['wholes']): number =>
  wholes.reduce((best, { level }, j) => (level > wholes[best]!.level ? j : best), 0);

/** What is not lit is pale; before it is known what is, nothing is. */
const strengthOf = (unit: { readonly level: number | null }) => (unit.level === null || unit.level >= 1 ? 1 : 0.45);
