import type { Face } from '../../lab/science/data/faces.ts';
import type { FaceLayersParams } from './params.ts';

type FaceSettings = Pick<FaceLayersParams, 'eyes' | 'mouth' | 'hair' | 'tone' | 'shiftX' | 'shiftY'>;

/** The face that the reader has set up. */
export function shownFace({ eyes, mouth, hair, tone, shiftX, shiftY }: FaceSettings): Face {
  return {
    at: [0.5 + shiftX, 0.46 + shiftY],
    size: 1,
    skin: tone,
    hairTone: 0.14,
    background: 0.42,
    hair,
    mouth,
    eyeGap: 0.115,
    eyeOpening: eyes === 'none' ? 0 : eyes === 'narrow' ? 0.016 : 0.031,
    gaze: 0.3,
    browTilt: 0,
    noseLength: 0.115,
    mouthWidth: 0.09,
  };
}
