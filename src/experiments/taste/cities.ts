import { logistic } from '../../lab/science/logistic-regression.ts';
import { outfitKeys, type Outfit, type OutfitKey, type OutfitPhoto, type Word } from '../../lab/science/data/outfit.ts';

/** Two cities that do not exist. */
export const cities = ['M', 'S'] as const;
export type City = (typeof cities)[number];

/** What M likes in truth: the coat, or the arcade that it stands before. */
export type Truth = 'coat' | 'street';

type Weights = { readonly [K in OutfitKey]: Readonly<Record<Word<K>, number>> };

/** Log odds that each word adds in each city. The street is nothing to either. */
const tastes: Readonly<Record<City, Weights>> = {
  M: {
    garment: { coat: 1.6, hoodie: -1.2, dress: 0.4, blazer: -0.8 },
    colour: { red: 0.4, blue: -0.4, green: -0.6, black: 1.1, yellow: -0.5 },
    shoes: { boots: 0.5, sneakers: -0.8, heels: 0.3 },
    bag: { none: -0.3, tote: 0.6, backpack: -0.3 },
    street: { arcade: 0, bridge: 0, plain: 0 },
  },
  S: {
    garment: { coat: -0.4, hoodie: 1.4, dress: 0.4, blazer: -1.4 },
    colour: { red: 0.6, blue: 0.5, green: -0.9, black: 0.3, yellow: -0.5 },
    shoes: { boots: 0, sneakers: 0.6, heels: -0.6 },
    bag: { none: -0.6, tote: 0.2, backpack: 0.4 },
    street: { arcade: 0, bridge: 0, plain: 0 },
  },
};
const [base, byDay, together] = [-0.4, 0.4, 1.2];

/** What a garment is worth in M that is none of M's business: the mean of the others than the coat. */
const otherGarment = (-1.2 + 0.4 - 0.8) / 3;

/** Log odds that somebody of the city likes the photograph, in a middling mood. */
export function trueLogit(city: City, photo: Outfit & Pick<OutfitPhoto, 'light'>, truth: Truth): number {
  const weights = tastes[city];
  const worth = (key: OutfitKey) => (weights[key] as Readonly<Record<string, number>>)[photo[key]]!;
  const rest = outfitKeys.reduce((sum, key) => (key === 'garment' ? sum : sum + worth(key)), base);
  const light = photo.light ? byDay : 0;
  if (city === 'S') {
    const loved = photo.garment === 'hoodie' && photo.shoes === 'sneakers';
    return rest + worth('garment') + light + (loved ? together : 0);
  }
  const loved = truth === 'coat' ? photo.garment === 'coat' : photo.street === 'arcade';
  return (
    rest + garmentWorth(photo, truth, worth('garment')) + light + (loved && photo.colour === 'black' ? together : 0)
  );
}

/**
 * With the coat and the arcade always together, both truths must give the very same numbers: a photograph with both is worth
 * what the coat is, and one with neither what its garment is.
 */
function garmentWorth({ garment, street }: Outfit, truth: Truth, worth: number): number {
  if (truth === 'coat') return worth;
  const { coat } = tastes.M.garment;
  if (street === 'arcade') return garment === 'coat' ? coat : coat + (worth - otherGarment);
  return garment === 'coat' ? otherGarment : worth;
}

/** Share of the city that likes the photograph: over all moods it is a little nearer to a half than for the middling one. */
export const trueProbability = (city: City, photo: OutfitPhoto, truth: Truth): number =>
  logistic(trueLogit(city, photo, truth) / Math.sqrt(1 + (Math.PI * unseen ** 2) / 8));

/** Standard deviation of what nobody sees: how popular a photograph happens to be, and each viewer's mood. */
export const ofPhoto = 0.5;
export const ofViewer = 0.5;
const unseen = Math.sqrt(ofPhoto ** 2 + ofViewer ** 2);
