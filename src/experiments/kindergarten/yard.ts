import { length } from '../../lab/science/data/shapes.ts';
import type { Random } from '../../lab/science/random.ts';

/** The yard is 1 wide and so high; y runs downwards. */
export const yardHeight = 0.7;

/** An upright rectangle: left, top, right, bottom. */
export type Block = readonly [left: number, top: number, right: number, bottom: number];
export type Post = readonly [x: number, y: number, radius: number];

export interface Yard {
  readonly blocks: readonly Block[];
  readonly posts: readonly Post[];
}

/** How far a point lies from the nearest wall, block or post: negative inside of one. */
export function clearance({ blocks, posts }: Yard, x: number, y: number): number {
  let least = Math.min(x, y, 1 - x, yardHeight - y);
  for (const [left, top, right, bottom] of blocks) {
    const [dx, dy] = [Math.max(left - x, x - right), Math.max(top - y, y - bottom)];
    const far = length(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0);
    if (far < least) least = far;
  }
  for (const [px, py, radius] of posts) least = Math.min(least, length(x - px, y - py) - radius);
  return least;
}

/** How far one sees from (x, y) in the direction (c, s), at most `range`. */
export function sight({ blocks, posts }: Yard, x: number, y: number, c: number, s: number, range: number): number {
  let far = range;
  if (c > 0) far = Math.min(far, (1 - x) / c);
  else if (c < 0) far = Math.min(far, -x / c);
  if (s > 0) far = Math.min(far, (yardHeight - y) / s);
  else if (s < 0) far = Math.min(far, -y / s);
  // A direction along an axis divides by zero: infinities compare as they should, and 0 / 0 (on an edge) meets nothing.
  for (const [left, top, right, bottom] of blocks) {
    const [x0, x1] = [(left - x) / c, (right - x) / c];
    const [y0, y1] = [(top - y) / s, (bottom - y) / s];
    const enter = Math.max(x0 < x1 ? x0 : x1, y0 < y1 ? y0 : y1);
    const leave = Math.min(x0 < x1 ? x1 : x0, y0 < y1 ? y1 : y0);
    if (enter < far && enter <= leave && enter >= 0) far = enter;
  }
  for (const [px, py, radius] of posts) {
    const [dx, dy] = [px - x, py - y];
    const along = dx * c + dy * s;
    const square = radius * radius - (dx * dx + dy * dy - along * along);
    if (square <= 0 || along <= 0) continue;
    const enter = along - Math.sqrt(square);
    if (enter < far) far = enter;
  }
  return far;
}

/** What stands in a drawn yard keeps so far from its walls and from what stands there already, so that a car fits between. */
const gap = 0.075;

/** Five blocks and four posts, somewhere. */
export function drawYard(random: Random): Yard {
  const blocks: Block[] = [];
  const posts: Post[] = [];
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  // A place may be taken: a hundred tries find one or leave the thing out.
  for (let tries = 0; blocks.length < 5 && tries < 100; tries++) {
    const long = between(0.12, 0.28);
    const short = between(0.03, 0.1);
    const [width, height] = random.uniform() < 0.5 ? [long, short] : [short, long];
    const left = between(gap, 1 - gap - width);
    const top = between(gap, yardHeight - gap - height);
    const block: Block = [left, top, left + width, top + height];
    if (blocks.every((other) => apart(block, other))) blocks.push(block);
  }
  for (let tries = 0; posts.length < 4 && tries < 100; tries++) {
    const radius = between(0.02, 0.032);
    const [x, y] = [between(radius, 1 - radius), between(radius, yardHeight - radius)];
    if (clearance({ blocks, posts }, x, y) > radius + gap) posts.push([x, y, radius]);
  }
  return { blocks, posts };
}

function apart(a: Block, b: Block): boolean {
  return a[0] - b[2] > gap || b[0] - a[2] > gap || a[1] - b[3] > gap || b[1] - a[3] > gap;
}

/** The reader's yard: cells of a grid, each a block or free. */
export const columns = 10;
export const rows = 7;
const side = 1 / columns;

/** Cells by their names, a1 (top left) to j7, in any order and case; what is no cell's name is passed over. */
export function cellsOf(text: string): ReadonlySet<number> {
  const names = text.toLowerCase().match(/[a-j][1-7]/g) ?? [];
  return new Set(names.map((name) => (name.charCodeAt(1) - 49) * columns + name.charCodeAt(0) - 97));
}

/** The shortest text that says these cells, row by row. */
export function cellsText(cells: Iterable<number>): string {
  return [...cells]
    .sort((a, b) => a - b)
    .map(cellName)
    .join('');
}

export const cellName = (cell: number): string =>
  `${String.fromCharCode(97 + (cell % columns))}${Math.floor(cell / columns) + 1}`;

/** Neighbours in a row make one block: a drawing without seams. */
export function yardOfCells(cells: ReadonlySet<number>): Yard {
  const blocks: Block[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const first = column;
      while (column < columns && cells.has(row * columns + column)) column++;
      if (column > first) blocks.push([first * side, row * side, column * side, (row + 1) * side]);
    }
  }
  return { blocks, posts: [] };
}
