import type { Point } from 'unist';

/** A formula of a post, as remarkFormulas found it. rehype-katex renders what stands in its place. */
export interface Formula {
  display: boolean;
  /** In a heading the visible letters are also the spoken ones and the anchor's. */
  inHeading: boolean;
  /** What the author wrote, without label and marks: what a reader copies. */
  tex: string;
  /** The label without `eq:`, if the author gave one. */
  label: string | undefined;
  /** What stands in brackets at the right, if labelled. */
  number: string | undefined;
  /** Ids of the places that refer to it, in reading order. */
  referrers: string[];
  /** Where the character `offset` (from 0) of the author's TeX stands in the file. */
  at: (offset: number) => Point | undefined;
}
