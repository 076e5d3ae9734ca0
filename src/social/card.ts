import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import { light as colours } from '../styles/palette.ts';
import { hashOf, sharedStore } from '../store/store.ts';
import { fontsFor } from './card-fonts.ts';

/** What a card says. */
export interface Card {
  readonly title: string;
  /** stands in the margin, in red; cut off where the margin ends */
  readonly note?: string | undefined;
  /** stands under the title */
  readonly foot: string;
  readonly site: string;
}

/** The size that every network shows whole (1.91 : 1). */
export const cardSize = { width: 1200, height: 630 } as const;

const marginAt = 918;

/**
 * A post's picture for social cards, as PNG: the notes' sheet with its title, and the description where remarks stand.
 * Letters become outlines here, from a font in node_modules: neither the build's machine nor a network is asked.
 */
export async function cardPicture(card: Card): Promise<Uint8Array> {
  const name = `${cardHash(card)}.png`;
  const kept = sharedStore().read('cards', name);
  if (kept) return kept;
  const fonts = fontsFor(Object.values(card).join(''));
  const families = fonts.map(({ name }) => name).join(', ');
  const svg = await satori(sheet(card, families), { ...cardSize, fonts });
  const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  sharedStore().write('cards', name, png);
  return png;
}

const sources = ['src/social/card.ts', 'src/social/card-fonts.ts', 'src/styles/palette.ts', 'package-lock.json'];
let drawing: string | undefined;

/** Another one whenever the words, this drawing or the packages change. */
function cardHash(card: Card): string {
  drawing ??= hashOf(...sources.map(read));
  return hashOf(drawing, JSON.stringify(card));
}

const read = (source: string): string => readFileSync(join(process.cwd(), source), 'utf8');

interface Drawn {
  type: string;
  props: { style: Record<string, string | number>; children?: string | Drawn[] };
}

function box(style: Record<string, string | number>, children?: string | Drawn[]): Drawn {
  return {
    type: 'div',
    props: { style: { display: 'flex', ...style }, ...(children === undefined ? {} : { children }) },
  };
}

function sheet({ title, note, foot, site }: Card, families: string): Drawn {
  return box(
    {
      ...cardSize,
      backgroundColor: colours.paper,
      color: colours.ink,
      fontFamily: families,
      fontWeight: 600,
    },
    [
      box(
        { flexDirection: 'column', justifyContent: 'space-between', width: marginAt, padding: '72px 64px 64px 88px' },
        [
          box({ fontSize: 32, color: colours.faint, letterSpacing: 6 }, site),
          box({ display: 'block', fontSize: titleSize(title), lineHeight: 1.35, lineClamp: 4 }, title),
          box({ fontSize: 28, color: colours.faint }, foot),
        ],
      ),
      box({ width: 2, height: cardSize.height, backgroundColor: colours.red, opacity: 0.8 }),
      box({ width: cardSize.width - marginAt - 2, padding: '120px 36px 0 30px' }, [
        box({ display: 'block', fontSize: 25, lineHeight: 1.6, color: colours.red, lineClamp: 10 }, note ?? ''),
      ]),
    ],
  );
}

/** So that a title fills the sheet and never leaves it: a Latin letter is about half as wide as a Han character. */
function titleSize(title: string): number {
  const width = [...title].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e7f ? 1 : 0.55), 0);
  if (width <= 16) return 84;
  if (width <= 30) return 68;
  return width <= 48 ? 56 : 46;
}
