import { shuffle, type Random } from '../../lab/science/random.ts';
import { networks } from './networks.ts';

/** So many units of each network are voted on before a round is revealed. */
export const perNetwork = 4;
export const perRound = perNetwork * networks.length;
/** No more votes than this are ever cast: every unit of the smaller networks. */
export const mostVotes = 24 * networks.length;

/** One unit to be voted on. */
export interface Candidate {
  /** Its number in `networks`. */
  readonly network: number;
  readonly unit: number;
}

/**
 * Who is voted on, in which order: in every round as many of each network, shuffled, so that nothing but the pictures tells
 * where a unit comes from.
 * @param candidates the units of each network that answer to anything
 */
export function drawBallot(candidates: readonly (readonly number[])[], random: Random): Candidate[] {
  const mixed = candidates.map((units) => {
    const own = [...units];
    shuffle(own, random);
    return own;
  });
  const rounds = Math.floor(Math.min(...mixed.map(({ length }) => length)) / perNetwork);
  return Array.from({ length: rounds }, (_, round) => {
    const some = mixed.flatMap((units, network) =>
      units.slice(round * perNetwork, (round + 1) * perNetwork).map((unit): Candidate => ({ network, unit })),
    );
    shuffle(some, random);
    return some;
  }).flat();
}

/** What decides which units there are: votes count for these alone. */
export interface Voted {
  readonly seed: number;
  readonly images: number;
}

/** The votes in their order, true: "I can name it". None if they were cast on the units of another training. */
export function votesOf(text: string, { seed, images }: Voted): boolean[] {
  const [, of, votes = ''] = /^(\d+-\d+):([yn]*)$/.exec(text) ?? [];
  return of === `${seed}-${images}` ? [...votes].slice(0, mostVotes).map((vote) => vote === 'y') : [];
}

/** `3-1200:yny`: the seed, the number of pictures, and a letter for each vote. */
export function votesText(votes: readonly boolean[], { seed, images }: Voted): string {
  return votes.length === 0 ? '' : `${seed}-${images}:${votes.map((vote) => (vote ? 'y' : 'n')).join('')}`;
}
