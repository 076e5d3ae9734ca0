import { readFile } from 'node:fs/promises';

/** The kinds of pictures that Astro takes in from beside a post, by their names. */
const taken = /\.(?:jpe?g|png|tiff?|webp|gif|svg|avif)$/i;

/** Why a picture beside a post cannot be shown, in words; undefined if it can. The build asks the same of it, and names no line. */
export async function pictureFault(place: string): Promise<string | undefined> {
  if (!taken.test(place)) return 'is of no kind that browsers and the build know';
  const { imageMetadata } = await import('astro/assets/utils');
  try {
    await imageMetadata(await readFile(place), place);
    return undefined;
  } catch {
    return 'cannot be read: its file is damaged, or of another kind than its name says';
  }
}

export const pictureRemedy = 'export it again, as PNG, JPEG, WebP, AVIF, GIF or SVG';
