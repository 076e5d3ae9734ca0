import { useRef } from 'preact/hooks';
import type { FaceLayersExhibit, LayerPictures } from './figure.ts';
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
  const { height, layers } = placeLayers({ edges: edges.count, parts: parts.count, wholes: wholes.count });
  const strongestWhole = wholes.units.reduce((best, { level }, j) => (level > wholes.units[best]!.level ? j : best), 0);
  const made = chosen.layer === 'wholes' && wholes.image !== '' ? (wholes.units[chosen.index]?.madeOf ?? []) : [];
  const choose = (layer: LayerName, index: number) => {
    onChoose({ layer, index });
    // The one that can be reached by Tab is the one that is chosen; it may only just have become it.
    svg.current?.querySelector<SVGElement>(`[data-layer=${layer}] [data-unit="${index}"]`)?.focus();
  };
  const layer = (
    placed: PlacedLayer,
    pictures: LayerPictures,
    units: readonly { picture: number; strength: number; lit: boolean; named?: boolean }[],
  ) => (
    <g data-layer={placed.name} role="listbox" aria-label={headings[placed.name]}>
      {placed.cells.map(({ x, y, size }, k) => {
        const { picture, strength, lit, named } = units[k]!;
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
            aria-label={wordsOf({ layer: placed.name, index: k })}
            tabIndex={reachable ? 0 : -1}
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
            {pictures.image !== '' && (
              <svg
                x={margin}
                y={margin}
                width={inner}
                height={inner}
                viewBox={`0 ${picture * pictures.side} ${pictures.side} ${pictures.side}`}
                opacity={strength}
              >
                <use href={`#face-layers-${placed.name}`} />
              </svg>
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
      <defs>
        {([edges, parts, wholes] as const).map((pictures, i) => (
          <image
            key={i}
            id={`face-layers-${(['edges', 'parts', 'wholes'] as const)[i]!}`}
            {...(pictures.image === '' ? {} : { href: pictures.image })}
            width={pictures.side}
            height={pictures.side * pictures.count}
          />
        ))}
      </defs>
      {Object.values(layers).map(({ name, labelY }) => (
        <text key={name} class="unit-heading" x="2" y={labelY}>
          {headings[name]}
        </text>
      ))}
      {layer(
        layers.edges,
        edges,
        Array.from({ length: edges.count }, (_, k) => {
          const level = edges.levels[k] ?? 0;
          return { picture: k, strength: level >= litEdge ? 1 : 0.4, lit: level >= litEdge };
        }),
      )}
      {layer(
        layers.parts,
        parts,
        parts.units.map(({ unit, wins, named }) => ({
          picture: unit,
          strength: wins > 0 ? 1 : 0.4,
          lit: wins > 0,
          named,
        })),
      )}
      {layer(
        layers.wholes,
        wholes,
        wholes.units.map(({ level }, j) => ({
          picture: j,
          strength: 0.4 + 0.6 * Math.min(1, level),
          lit: wholes.image !== '' && j === strongestWhole,
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

/** An edge is lit where the face has nearly as much of it as any: there are edges of every kind on a face. */
const litEdge = 0.85;
