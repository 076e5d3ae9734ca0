import { defaultsOf } from '../../lab/contract/schema.ts';
import { faceScene } from '../../lab/science/data/faces.ts';
import { params } from './params.ts';
import { shownFace } from './shown-face.ts';

/** The face that the layers look at: it says more of the experiment than its curve. */
export const cover = faceScene(shownFace(defaultsOf(params.schema)));
