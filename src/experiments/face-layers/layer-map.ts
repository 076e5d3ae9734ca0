/** Where every unit stands in the drawing: one geometry for pictures, frames, lines and touches. */

/** Width of the drawing, in its own units: about the px of a phone. */
export const mapWidth = 240;
const label = 15;
const gap = 6;

export type LayerName = 'edges' | 'parts' | 'wholes';

export interface PlacedLayer {
  readonly name: LayerName;
  /** Baseline of its heading. */
  readonly labelY: number;
  readonly columns: number;
  readonly cells: readonly { readonly x: number; readonly y: number; readonly size: number }[];
}

export interface LayerMap {
  readonly height: number;
  readonly layers: Readonly<Record<LayerName, PlacedLayer>>;
}

/** Three blocks under one another, from the first layer to the last. */
export function placeLayers(counts: Readonly<Record<LayerName, number>>): LayerMap {
  let y = 0;
  const place = (name: LayerName, columns: number): PlacedLayer => {
    const size = mapWidth / columns;
    const top = y + label;
    const count = counts[name];
    y = top + Math.ceil(count / columns) * size + gap;
    return {
      name,
      labelY: top - 4,
      columns,
      cells: Array.from({ length: count }, (_, k) => ({
        x: (k % columns) * size,
        y: top + Math.floor(k / columns) * size,
        size,
      })),
    };
  };
  const layers = { edges: place('edges', 8), parts: place('parts', 8), wholes: place('wholes', 6) };
  return { height: y - gap, layers };
}

/** The unit that an arrow key leads to; the same one at an edge. */
export function unitBeside(key: string, at: number, { columns, cells }: PlacedLayer): number {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key] ?? 0;
  const to = key === 'Home' ? 0 : key === 'End' ? cells.length - 1 : at + by;
  return to < 0 || to >= cells.length ? at : to;
}
