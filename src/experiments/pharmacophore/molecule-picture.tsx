import type { DrawnAtom, Drawing } from './drawing.ts';

/** The picture's size in its own units, of which a bond has 24 at most 1.4 times. */
export const sheet = { width: 372, height: 178, margin: 20 } as const;
/** An atom whose evidence is this much of the log odds gets the largest mark. */
const full = 0.5;
const largest = 13;

type Point = readonly [x: number, y: number];
const n = (value: number) => Math.round(10 * value) / 10;

/** Where each atom stands on the sheet. */
export function placesOf(atoms: readonly DrawnAtom[]): Point[] {
  const [right, bottom] = [Math.max(...atoms.map(({ x }) => x)), Math.max(...atoms.map(({ y }) => y))];
  const room = (side: number, of: number) => (side - 2 * sheet.margin) / Math.max(of, 1);
  const scale = Math.min(1.4, room(sheet.width, right), room(sheet.height, bottom));
  return atoms.map(({ x, y }) => [
    sheet.width / 2 + scale * (x - right / 2),
    sheet.height / 2 + scale * (y - bottom / 2),
  ]);
}

interface PictureProps {
  readonly drawing: Drawing;
  readonly label: string;
  /** What each atom adds to the log odds, in this picture. */
  readonly evidence: (atom: DrawnAtom) => number;
  /** A group that is pointed at. */
  readonly pointed?: number | null;
  readonly onPick?: ((place: Point) => void) | undefined;
}

/**
 * A molecule with the evidence on its atoms. What speaks for the class is a full disc, what speaks against it a dashed ring,
 * and the larger the more: the colours say the same again.
 */
export function MoleculePicture({ drawing, label, evidence, pointed = null, onPick }: PictureProps) {
  const { atoms, bonds } = drawing;
  const places = placesOf(atoms);
  const motif = bonds.filter(([from, to]) => atoms[from]!.inMotif && atoms[to]!.inMotif);
  const erased = bonds.filter(([from, to]) => atoms[from]!.erased || atoms[to]!.erased);
  const kept = bonds.filter((bond) => !erased.includes(bond));
  const path = (of: typeof bonds, double: boolean) =>
    of.map((bond) => bondPath(drawing, places, bond, double)).join('');
  return (
    <svg
      class="molecule"
      data-pickable={onPick ? '' : undefined}
      viewBox={`0 0 ${sheet.width} ${sheet.height}`}
      role="img"
      aria-label={label}
      onClick={(event) => {
        const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
        onPick?.([((event.clientX - left) / width) * sheet.width, ((event.clientY - top) / height) * sheet.height]);
      }}
    >
      <path class="molecule-motif" d={motif.map(([from, to]) => line(places[from]!, places[to]!)).join('')} />
      {atoms.map((atom, i) => {
        const value = evidence(atom);
        const radius = largest * Math.sqrt(Math.min(1, Math.abs(value) / full));
        if (atom.erased || radius < 1.5) return null;
        const [cx, cy] = places[i]!;
        return (
          <circle key={i} class="evidence" data-for={value > 0 ? '' : undefined} cx={n(cx)} cy={n(cy)} r={n(radius)} />
        );
      })}
      {atoms.map((atom, i) =>
        atom.group === pointed ? (
          <circle key={i} class="molecule-pointed" cx={n(places[i]![0])} cy={n(places[i]![1])} r="15" />
        ) : null,
      )}
      <path class="molecule-erased" d={path(erased, false)} />
      <path class="molecule-bonds" d={path(kept, true)} />
      {atoms.map((_, i) => (
        <AtomName key={i} drawing={drawing} places={places} index={i} />
      ))}
    </svg>
  );
}

interface AtomProps {
  readonly drawing: Drawing;
  readonly places: readonly Point[];
  readonly index: number;
}

/** Atoms other than carbon are named, with their hydrogens on the side where no bond is. */
function AtomName({ drawing, places, index }: AtomProps) {
  const { element, hydrogens, charge, erased } = drawing.atoms[index]!;
  if (!isNamed(drawing.atoms[index]!)) return null;
  const around = neighbours(drawing, index).map((next) => places[next]!);
  const [x, y] = places[index]!;
  const mean = (axis: 0 | 1) => around.reduce((sum, place) => sum + place[axis], 0) / Math.max(1, around.length);
  const [dx, dy] = around.length === 0 ? [0, 0] : [mean(0) - x, mean(1) - y];
  const withCharge = `${element}${charge > 0 ? '⁺' : charge < 0 ? '⁻' : ''}`;
  const hydrogen = hydrogens === 0 || erased ? '' : hydrogens === 1 ? 'H' : `H${'₂₃₄'[hydrogens - 2] ?? ''}`;
  const beside = around.length <= 1 || Math.abs(dx) > Math.abs(dy);
  const mirrored = beside && dx > 2;
  const half = 5 * element.length;
  return (
    <g class="atom-name" data-erased={erased ? '' : undefined}>
      <text x={n(mirrored ? x + half : x - half)} y={n(y + 4.8)} text-anchor={mirrored ? 'end' : 'start'}>
        {mirrored ? `${hydrogen}${withCharge}` : beside ? `${withCharge}${hydrogen}` : withCharge}
      </text>
      {!beside && hydrogen !== '' && (
        <text x={n(x)} y={n(dy > 0 ? y - 7.5 : y + 17)} text-anchor="middle">
          {hydrogen}
        </text>
      )}
    </g>
  );
}

const isNamed = ({ element }: DrawnAtom): boolean => element !== 'C';

const neighbours = ({ bonds }: Drawing, atom: number): number[] =>
  bonds.flatMap(([from, to]) => (from === atom ? [to] : to === atom ? [from] : []));

const line = ([x1, y1]: Point, [x2, y2]: Point): string => `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`;

/** A bond stops short of a name; the second stroke of a double one lies on the side where the neighbours are. */
function bondPath(
  drawing: Drawing,
  places: readonly Point[],
  [from, to, order]: Drawing['bonds'][number],
  double: boolean,
) {
  const [a, b] = [places[from]!, places[to]!];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const short = (atom: number) => (isNamed(drawing.atoms[atom]!) ? 8.5 : 0);
  const stroke = (aside: number, inset: number): string => {
    const [start, end] = [Math.max(short(from), inset), length - Math.max(short(to), inset)];
    const at = (along: number): Point => [a[0] + along * ux - aside * uy, a[1] + along * uy + aside * ux];
    return line(at(start), at(end));
  };
  if (order === 1 || !double) return stroke(0, 0);
  if (order === 3) return stroke(0, 0) + stroke(3.5, 3) + stroke(-3.5, 3);
  const beside = [...neighbours(drawing, from), ...neighbours(drawing, to)].filter(
    (atom) => atom !== from && atom !== to,
  );
  const side = beside.reduce((sum, atom) => {
    const [x, y] = places[atom]!;
    return sum + Math.sign(-(x - a[0]) * uy + (y - a[1]) * ux);
  }, 0);
  const ends = Math.min(neighbours(drawing, from).length, neighbours(drawing, to).length);
  if (ends === 1 || side === 0) return stroke(2, 0) + stroke(-2, 0);
  return stroke(0, 0) + stroke(4 * Math.sign(side), 3.5);
}
