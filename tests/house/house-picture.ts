import { writeFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';
import { type Import, importsOf, sourceFiles } from './imports.ts';
import { roomOf } from './rooms.ts';

/**
 * The house as a picture, drawn from its imports. It lies with the house's rules because it reads the imports as they do:
 * what the picture shows is what the rules judge.
 */
export const housePictureFile = 'docs/house.svg';

/** How an arrow is drawn, the strongest kind of import first. */
const strokes: readonly { readonly kinds: readonly Import['kind'][]; readonly style: string }[] = [
  { kinds: ['static', 'script'], style: 'solid' },
  { kinds: ['glob', 'dynamic', 'worker'], style: 'dashed' },
  { kinds: ['type'], style: 'dotted' },
];

/** The rooms and the arrows between them, in Graphviz's language, in an order of their names. */
export function houseDot(imports: readonly Import[] = sourceFiles().flatMap(importsOf)): string {
  const rooms = new Set<string>();
  const arrows = new Map<string, Set<Import['kind']>>();
  for (const { from, to, kind } of imports) {
    if (!to.startsWith('src/')) continue;
    const [own, other] = [roomOf(from), roomOf(to)];
    rooms.add(own).add(other);
    if (own === other) continue;
    const arrow = `"${own}" -> "${other}"`;
    arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(kind));
  }
  const styleOf = (found: ReadonlySet<Import['kind']>) =>
    strokes.find(({ kinds }) => kinds.some((kind) => found.has(kind)))?.style ?? 'solid';
  const named = (isOne: (room: string) => boolean) =>
    [...rooms]
      .filter(isOne)
      .sort()
      .map((room) => `"${room}"`)
      .join('; ');
  const isLab = (room: string): boolean => room.startsWith('lab/');
  return [
    'digraph house {',
    '  rankdir=TB; ranksep=0.7; nodesep=0.3; bgcolor=white; fontname=Helvetica;',
    '  node [shape=box, style="rounded,filled", fillcolor="#f4f1e8", color="#57606a", fontname=Helvetica, margin="0.2,0.08"];',
    '  edge [color="#57606a", arrowsize=0.7];',
    `  ${named((room) => !isLab(room))};`,
    `  subgraph cluster_lab { label="lab"; color="#57606a"; ${named(isLab)}; }`,
    ...[...arrows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([arrow, kinds]) => `  ${arrow} [style=${styleOf(kinds)}];`),
    '}',
    '',
  ].join('\n');
}

/** The drawing, with what it was drawn from in it. */
export async function houseSvg(dot: string): Promise<string> {
  const svg = (await instance()).renderString(dot, { format: 'svg' });
  const drawing = svg.slice(svg.indexOf('<svg')).replaceAll(/<!--[\s\S]*?-->\n?/g, '');
  return drawing.replace(/<svg[^>]*>/, (start) => `${start}\n<metadata><![CDATA[\n${dot}]]></metadata>`);
}

/** What a drawing was drawn from; the drawing itself may differ from one Graphviz to the next. */
export const dotIn = (svg: string): string | undefined => /<!\[CDATA\[\n([\s\S]*?)\]\]>/.exec(svg)?.[1];

/** Draws docs/house.svg anew. @returns the file */
export async function writeHousePicture(): Promise<string> {
  writeFileSync(housePictureFile, await houseSvg(houseDot()));
  return housePictureFile;
}
