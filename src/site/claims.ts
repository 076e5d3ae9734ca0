import type { PostSource } from './experiments.ts';

/** The id of the first number in a post that is measured for a claim. */
export const claimAnchor = (experiment: string, claim: string): string =>
  `claim-${experiment}-${claim.replaceAll(/[^\w-]/gu, '_')}`;

/** `<Measured …/>` with its attributes; what stands in code is none. */
const measured = /<Measured\s+([^<>]*?)\/>/gu;
const code = /^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\1|`[^`\n]*`/gmu;

/** The posts that state a claim, in their order, by `experiment/claim`. */
export function placesOfClaims<P extends PostSource>(posts: readonly P[]): ReadonlyMap<string, readonly P[]> {
  const places = new Map<string, P[]>();
  for (const post of posts) {
    const found = [...(post.body ?? '').replace(code, '').matchAll(measured)].map(([, attributes = '']) => {
      const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`, 'u').exec(attributes)?.[1] ?? '';
      return `${value('experiment')}/${value('claim')}`;
    });
    for (const claim of new Set(found)) places.set(claim, [...(places.get(claim) ?? []), post]);
  }
  return places;
}
