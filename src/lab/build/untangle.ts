type Point = readonly [x: number, y: number];

/** Atoms nearer than this part of a bond's length are taken for one another. */
const tooNear = 0.7;
/** How far a piece is pulled away, in bonds. */
const pull = 0.4;

/**
 * A drawing in which no two atoms lie on each other: where two do, pieces are turned over at a bond outside the rings, or such a
 * bond is drawn longer, whichever leaves most room; bond by bond, as few as will do.
 * @param places of the atoms, a bond 1 long
 * @param bonds pairs of atoms
 */
export function untangled(places: readonly Point[], bonds: readonly (readonly [number, number])[]): readonly Point[] {
  let best = places;
  for (let round = 0; round < 4 && nearest(best) < tooNear; round++) {
    const before = best;
    for (const [at, away] of sides(places.length, bonds)) {
      for (const moved of [pulled(before, at, away), turned(before, at, away)]) {
        // To a millionth: the first of moves that do as well is taken, whatever the last bits are.
        if (nearest(moved) > nearest(best) + 1e-6) best = moved;
      }
    }
    if (best === before) break;
  }
  return best;
}

function nearest(places: readonly Point[]): number {
  let least = Infinity;
  places.forEach(([x, y], i) => {
    for (const [ox, oy] of places.slice(0, i)) least = Math.min(least, Math.hypot(x - ox, y - oy));
  });
  return least;
}

/** Every bond outside the rings, with the atoms on its smaller side; the bond's own atoms are named first and second. */
function sides(
  atoms: number,
  bonds: readonly (readonly [number, number])[],
): [at: readonly [number, number], away: ReadonlySet<number>][] {
  return bonds.flatMap(([from, to], without) => {
    const side = new Set([to]);
    for (const atom of side) {
      bonds.forEach(([a, b], bond) => {
        if (bond === without) return;
        if (a === atom) side.add(b);
        if (b === atom) side.add(a);
      });
    }
    if (side.has(from)) return [];
    if (side.size <= atoms / 2) return [[[from, to] as const, side]];
    const other = new Set(Array.from({ length: atoms }, (_, atom) => atom).filter((atom) => !side.has(atom)));
    return [[[to, from] as const, other]];
  });
}

function pulled(places: readonly Point[], [from, to]: readonly [number, number], away: ReadonlySet<number>): Point[] {
  const [dx, dy] = [places[to]![0] - places[from]![0], places[to]![1] - places[from]![1]];
  return places.map(([x, y], atom) => (away.has(atom) ? [x + pull * dx, y + pull * dy] : [x, y]));
}

/** Mirrored in the line of the bond. */
function turned(places: readonly Point[], [from, to]: readonly [number, number], away: ReadonlySet<number>): Point[] {
  const [fx, fy] = places[from]!;
  const [dx, dy] = [places[to]![0] - fx, places[to]![1] - fy];
  const length = dx * dx + dy * dy;
  return places.map(([x, y], atom) => {
    if (!away.has(atom)) return [x, y];
    const along = (2 * ((x - fx) * dx + (y - fy) * dy)) / length;
    return [2 * fx + along * dx - x, 2 * fy + along * dy - y];
  });
}
