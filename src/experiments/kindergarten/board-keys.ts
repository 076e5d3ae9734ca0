import { columns, rows } from './yard.ts';

/** The cell that a key leads to, within the yard. */
export function cellBeside(key: string, cell: number): number {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? cell - 1 : cell;
    case 'ArrowRight':
      return column < columns - 1 ? cell + 1 : cell;
    case 'ArrowUp':
      return row > 0 ? cell - columns : cell;
    case 'ArrowDown':
      return row < rows - 1 ? cell + columns : cell;
    case 'Home':
      return row * columns;
    case 'End':
      return row * columns + columns - 1;
    default:
      return cell;
  }
}
