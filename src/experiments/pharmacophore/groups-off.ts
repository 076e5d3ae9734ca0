import type { PharmacophoreParams } from './params.ts';

type Chosen = Pick<PharmacophoreParams, 'molecule' | 'without'>;

/**
 * The groups that are changed, by number, in order. The setting names its molecule: with another one nothing is changed, and
 * back at the first it is as it was left.
 */
export function groupsOff({ molecule, without }: Chosen): number[] {
  const [name, numbers = ''] = without.split(':');
  if (name !== molecule) return [];
  const found = numbers.split('.').filter((text) => /^\d{1,2}$/.test(text));
  return [...new Set(found.map(Number))].sort((a, b) => a - b);
}

/** The setting with one group changed, or as it was, if it is changed now. */
export function toggled(chosen: Chosen, group: number): string {
  const off = groupsOff(chosen);
  const next = off.includes(group) ? off.filter((one) => one !== group) : [...off, group].sort((a, b) => a - b);
  return next.length === 0 ? '' : `${chosen.molecule}:${next.join('.')}`;
}
