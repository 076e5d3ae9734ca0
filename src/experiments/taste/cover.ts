import { defaultsOf } from '../../lab/contract/schema.ts';
import { outfitScene } from '../../lab/science/data/outfit-scene.ts';
import { params } from './params.ts';
import { shownPhoto } from './shown-photo.ts';

/** The photograph that everybody likes: it says more of the experiment than a curve. */
export const cover = outfitScene(shownPhoto(defaultsOf(params.schema)));
