import type { ChartSpec } from '../../contract/figure-spec.ts';

/** One drawing of a chart by the build; px, the lettering is 12 px at this size. */
export interface StillSize {
  readonly name: 'any' | 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
}

/**
 * The sizes in which the build draws a chart of a figure: one alone is drawn for wide and for narrow pages, scaled down its
 * lettering would be too small to read. @param count how many charts share the place
 */
export function stillSizes(spec: ChartSpec, count: number): readonly StillSize[] {
  if (spec.kind === 'plane') return [{ name: 'any', width: 190, height: 190 }];
  if (count > 1 && !spec.wide) return [{ name: 'any', width: 320, height: 230 }];
  return [
    { name: 'wide', width: 620, height: count > 1 ? 230 : 290 },
    { name: 'narrow', width: 360, height: 250 },
  ];
}

/** The two that a page may show; paper is light. */
export const schemes = ['light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

/** The name of a drawing's file in the experiment's folder under lab/. */
export function stillFile(id: string, size: StillSize['name'], scheme: Scheme): string {
  return pictureFile(size === 'any' ? id : `${id}-${size}`, scheme);
}

/** The name of a picture's file, without its ending. */
export const pictureFile = (name: string, scheme: Scheme): string => `${name}-${scheme}`;
