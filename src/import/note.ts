/**
 * What the author should know of one place of the source.
 * changed: written in another way that says the same. look: something could not be brought over as it was.
 */
export interface Note {
  kind: 'changed' | 'look';
  /** Line of the source file, from 1; undefined if the note is about the whole file. */
  line: number | undefined;
  message: string;
}
