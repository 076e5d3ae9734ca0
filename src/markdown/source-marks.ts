import type { Point } from 'unist';
import type { Text } from 'mdast';
import type { VFile } from 'vfile';

/** Where an offset of the file stands. */
export function pointAtOffset(file: VFile, offset: number): Point {
  const before = String(file).slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, offset };
}

/**
 * A text as it was written, as long as it was, in which what is escaped (`\$`) or an entity can be mistaken for nothing;
 * undefined for a text that nobody wrote.
 */
export function writtenMarks(file: VFile, node: Text): { source: string; from: number } | undefined {
  const [from, end] = [node.position?.start.offset, node.position?.end.offset];
  if (from === undefined || end === undefined) return undefined;
  const source = String(file)
    .slice(from, end)
    .replace(/\\[\s\S]|&#?\w+;/g, (match) => '\uFFFC'.repeat(match.length));
  return { source, from };
}
