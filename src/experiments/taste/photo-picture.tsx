import { useEffect, useState } from 'preact/hooks';
import { sceneSvg } from '../../lab/page/charts/scene-elements.ts';
import { afterFrame } from '../../lab/page/stage/after-frame.ts';
import type { OutfitPhoto } from '../../lab/science/data/outfit.ts';
import { outfitScene } from '../../lab/science/data/outfit-scene.ts';
import { outfitText } from './words.ts';

const drawn = new Map<OutfitPhoto, string>();

function draw(photo: OutfitPhoto): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${sceneSvg(outfitScene(photo))}</svg>`;
  const url = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  drawn.set(photo, url);
  return url;
}

/** Pictures to be made, one a frame: a browser reads an SVG in the task that asks for it. */
const waiting = new Set<() => void>();

function makeNext() {
  const [next] = waiting;
  if (!next) return;
  waiting.delete(next);
  next();
  if (waiting.size > 0) afterFrame(makeNext);
}

/** A small photograph as one image: a wall of them would be a thousand shapes on the page. */
export function PhotoPicture({ photo, spoken = true }: { readonly photo: OutfitPhoto; readonly spoken?: boolean }) {
  const [, setReady] = useState('');
  const url = drawn.get(photo);
  useEffect(() => {
    const make = () => setReady(draw(photo));
    if (url === undefined) {
      waiting.add(make);
      afterFrame(makeNext);
    }
    return () => void waiting.delete(make);
  }, [photo, url]);
  if (url === undefined) return <span class="photo-picture" />;
  return <img class="photo-picture" src={url} alt={spoken ? outfitText(photo) : ''} width="80" height="80" />;
}
