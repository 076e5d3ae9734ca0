import { drawScrambledFace } from '../../lab/science/data/not-faces.ts';
import { createRandom } from '../../lab/science/random.ts';

/** A face whose parts have changed places: what the net must tell from a face. */
export const cover = drawScrambledFace(createRandom(5, 'cover'));
