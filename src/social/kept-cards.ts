import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, sharedStore } from '../store/store.ts';

/** What a card says. */
export interface Card {
  readonly title: string;
  /** stands in the margin, in red; cut off where the margin ends */
  readonly note?: string | undefined;
  /** stands under the title */
  readonly foot?: string;
  readonly site: string;
  /** stands under the title, as large as there is room */
  readonly picture?: CardPicture;
}

/** A picture whose words are <text> with `dominant-baseline="central"` and whose colours are custom properties. */
export interface CardPicture {
  /** without the <svg> around it */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Whether it need not be drawn any more. */
export const isCardKept = (card: Card): boolean => sharedStore().has('cards', cardName(card));

/** What a card's picture is kept under. */
export const cardName = (card: Card): string => `${cardHash(card)}.png`;

const sources = ['src/social/card.ts', 'src/social/card-fonts.ts', 'src/styles/palette.ts', 'package-lock.json'];
let drawing: string | undefined;

/** Another one whenever the words, this drawing or the packages change. */
function cardHash(card: Card): string {
  drawing ??= hashOf(...sources.map(read));
  return hashOf(drawing, JSON.stringify(card));
}

const read = (source: string): string => readFileSync(join(process.cwd(), source), 'utf8');
