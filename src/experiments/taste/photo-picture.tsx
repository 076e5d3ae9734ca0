import { sceneSvg } from '../../lab/page/charts/scene-elements.ts';
import type { OutfitPhoto } from '../../lab/science/data/outfit.ts';
import { outfitScene } from '../../lab/science/data/outfit-scene.ts';
import { outfitText } from './words.ts';

const drawn = new WeakMap<OutfitPhoto, string>();

/** A small photograph as one image: a wall of them would be a thousand shapes on the page. */
export function PhotoPicture({ photo, spoken = true }: { readonly photo: OutfitPhoto; readonly spoken?: boolean }) {
  let url = drawn.get(photo);
  if (url === undefined) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${sceneSvg(outfitScene(photo))}</svg>`;
    url = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    drawn.set(photo, url);
  }
  return <img class="photo-picture" src={url} alt={spoken ? outfitText(photo) : ''} width="80" height="80" />;
}
