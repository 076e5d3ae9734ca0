import { useRef, useState } from 'preact/hooks';
import { cellBeside } from './board-keys.ts';
import { cellName, cellsOf, cellsText, columns, rows } from './yard.ts';

interface BlockGridProps {
  /** The setting `yard`. */
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/**
 * A button for each cell of the reader's yard, over the drawing: a press puts a block or takes it away, and a pointer that is
 * drawn across does the same to every cell that it meets. One cell is reached by Tab, the others from there by arrow keys.
 */
export function BlockGrid({ text, onChange }: BlockGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const painting = useRef<{ readonly fill: boolean; cells: Set<number> } | null>(null);
  /** A press by pointer ends in a click, which must not undo it. */
  const pressed = useRef(false);
  const cells = cellsOf(text);

  const put = (cell: number, fill: boolean, from: ReadonlySet<number>) => {
    const next = new Set(from);
    if (fill) next.add(cell);
    else next.delete(cell);
    onChange(cellsText(next));
    return next;
  };
  const cellAt = (event: PointerEvent) => {
    const { left, top, width, height } = grid.current!.getBoundingClientRect();
    const column = Math.floor(((event.clientX - left) / width) * columns);
    const row = Math.floor(((event.clientY - top) / height) * rows);
    return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : null;
  };
  const release = () => (painting.current = null);
  return (
    <div
      ref={grid}
      class="block-grid needs-script"
      role="group"
      aria-label="你摆的院子：十列七行，按一下放障碍，再按一下拿走"
      onPointerDown={(event) => {
        const cell = cellAt(event);
        if (event.button !== 0 || cell === null) return;
        pressed.current = true;
        const fill = !cells.has(cell);
        painting.current = { fill, cells: put(cell, fill, cells) };
        setCurrent(cell);
        grid.current!.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const held = painting.current;
        const cell = held && cellAt(event);
        if (!held || cell === null || held.cells.has(cell) === held.fill) return;
        held.cells = put(cell, held.fill, held.cells);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={(event) => {
        pressed.current = false;
        const to = cellBeside(event.key, current);
        if (to === current) return;
        event.preventDefault();
        setCurrent(to);
        grid.current!.querySelector<HTMLElement>(`[data-cell="${to}"]`)?.focus();
      }}
    >
      {Array.from({ length: rows * columns }, (_, cell) => (
        <button
          key={cell}
          type="button"
          class="yard-cell"
          data-cell={cell}
          aria-pressed={cells.has(cell)}
          aria-label={`${cellName(cell)}，${cells.has(cell) ? '障碍' : '空地'}`}
          tabindex={cell === current ? 0 : -1}
          onFocus={() => setCurrent(cell)}
          onClick={() => {
            if (pressed.current) pressed.current = false;
            else put(cell, !cells.has(cell), cells);
          }}
        />
      ))}
    </div>
  );
}
