import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import { chartColours, light as colours } from '../styles/palette.ts';
import { hashOf, sharedStore } from '../store/store.ts';
import { fontsFor } from './card-fonts.ts';

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
interface CardPicture {
  /** without the <svg> around it */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
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
  const { title, note, foot, site, picture } = card;
  const placed = picture && place(picture);
  const fonts = fontsFor([title, note, foot, site, ...(placed?.words ?? []).map(({ text }) => lowered(text))].join(''));
  const families = fonts.map(({ name }) => name).join(', ');
  const words = await satori(sheet(card, placed?.words ?? [], families), { ...cardSize, fonts });
  const svg = placed ? words.replace(/<\/svg>\s*$/, `${placed.svg}</svg>`) : words;
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

/** A word of a picture: its middle, or the end that it is aligned to, in px of the card. */
interface PlacedWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: string;
  readonly colour: string;
  readonly upright: boolean;
  readonly size: number;
}

const pictureBox = { left: 88, top: 222, width: marginAt - 88 - 48, height: cardSize.height - 222 - 36 };

/** A picture in its box; its words apart, because they are to become outlines. */
function place({ svg, width, height }: CardPicture): { svg: string; words: PlacedWord[] } {
  const scale = Math.min(pictureBox.width / width, pictureBox.height / height);
  const painted = Object.entries(chartColours(colours)).reduce(
    (text, [name, colour]) => text.replaceAll(`var(--${name})`, colour),
    svg,
  );
  const words: PlacedWord[] = [];
  // Groups that only move are the only ones that words stand in.
  const shifts: { x: number; y: number }[] = [];
  const bare = painted.replace(
    /<g transform="translate\(([-\d.]+) ([-\d.]+)\)">|<\/g>|<text([^>]*)>([^<]*)<\/text>/g,
    (tag, gx: string | undefined, gy: string | undefined, attributes: string | undefined, text: string | undefined) => {
      if (gx !== undefined) shifts.push({ x: Number(gx), y: Number(gy) });
      else if (attributes === undefined) shifts.pop();
      if (attributes === undefined) return tag;
      const value = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1];
      const [, turned, numbers = ''] = /(matrix|translate)\(([^)]*)\)/.exec(value('transform') ?? '') ?? [];
      const [tx = 0, ty = 0] = numbers.split(' ').slice(-2).map(Number);
      const inGroups = (axis: 'x' | 'y') => shifts.reduce((sum, shift) => sum + shift[axis], 0);
      if (text)
        words.push({
          text: text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
          x: pictureBox.left + scale * (Number(value('x') ?? 0) + tx + inGroups('x')),
          y: pictureBox.top + scale * (Number(value('y') ?? 0) + ty + inGroups('y')),
          anchor: value('text-anchor') ?? 'start',
          colour: value('fill') ?? colours.ink,
          upright: turned === 'matrix',
          size: 12 * scale,
        });
      return '';
    },
  );
  const moved = `translate(${pictureBox.left} ${pictureBox.top}) scale(${scale})`;
  return { svg: `<g transform="${moved}" fill="none">${bare}</g>`, words };
}

/** Raised digits, which the card's faces have not all: they are drawn as small ones. */
const raised = '⁻⁰¹²³⁴⁵⁶⁷⁸⁹';
const lowered = (text: string): string =>
  text.replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => '−0123456789'[raised.indexOf(digit)]!);

/** A box around the word's place that is wide enough for any: the place is its middle or one of its ends. */
function wordBox({ text, x, y, anchor, colour, upright, size }: PlacedWord): Drawn {
  const [width, height] = [600, 2 * size];
  const [before, justifyContent] =
    anchor === 'middle' ? [width / 2, 'center'] : anchor === 'end' ? [width, 'flex-end'] : [0, 'flex-start'];
  return box(
    {
      position: 'absolute',
      left: x - before,
      top: y - height / 2,
      width,
      height,
      justifyContent,
      alignItems: 'center',
      fontSize: size,
      color: colour,
      ...(upright ? { transform: 'rotate(-90deg)' } : {}),
    },
    text
      .split(/([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/)
      .map((part, i) => box(i % 2 === 1 ? { fontSize: 0.65 * size, marginTop: -0.6 * size } : {}, lowered(part))),
  );
}

function sheet({ title, note, foot, site, picture }: Card, words: readonly PlacedWord[], families: string): Drawn {
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
        picture
          ? { flexDirection: 'column', width: marginAt, padding: '56px 64px 0 88px', gap: 14 }
          : {
              flexDirection: 'column',
              justifyContent: 'space-between',
              width: marginAt,
              padding: '72px 64px 64px 88px',
            },
        [
          box({ fontSize: 32, color: colours.faint, letterSpacing: 6 }, site),
          box(
            {
              display: 'block',
              fontSize: picture ? Math.min(60, titleSize(title)) : titleSize(title),
              lineHeight: 1.35,
              lineClamp: picture ? 1 : 4,
            },
            title,
          ),
          box({ fontSize: 28, color: colours.faint }, foot ?? ''),
        ],
      ),
      box({ width: 2, height: cardSize.height, backgroundColor: colours.red, opacity: 0.8 }),
      box({ width: cardSize.width - marginAt - 2, padding: '120px 36px 0 30px' }, [
        box({ display: 'block', fontSize: 25, lineHeight: 1.6, color: colours.red, lineClamp: 10 }, note ?? ''),
      ]),
      ...words.map(wordBox),
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
