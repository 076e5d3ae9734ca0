import { outfitKeys, outfitWords, type OutfitPhoto } from '../../lab/science/data/outfit.ts';
import { logistic } from '../../lab/science/logistic-regression.ts';
import { trueLogit, trueProbability } from './cities.ts';
import type { Judge } from './judge.ts';
import type { TasteParams } from './params.ts';
import { batchOf } from './photos.ts';
import { shownPhoto } from './shown-photo.ts';

/** The same with one thing exchanged for each other word of its kind, kind by kind. */
function exchanged(photo: OutfitPhoto): OutfitPhoto[][] {
  return outfitKeys.map((key) =>
    outfitWords[key].filter((word) => word !== photo[key]).map((word): OutfitPhoto => ({ ...photo, [key]: word })),
  );
}

/** How M likes the reader's photograph, and how much each thing on it is worth: to the net and in truth. */
export function judgeShown(judge: Judge, params: TasteParams) {
  const { truth } = params;
  const photo = shownPhoto(params);
  const others = exchanged(photo);
  const answers = judge(batchOf([photo, ...others.flat()]));
  const said = answers[0]!;
  const true_ = trueLogit('M', photo, truth);
  let at = 1;
  const falls = others.map((photos) => {
    let [net, real] = [0, 0];
    for (const other of photos) {
      net += (said - answers[2 * at++]!) / photos.length;
      real += (true_ - trueLogit('M', other, truth)) / photos.length;
    }
    return { net, real };
  });
  return {
    readouts: { pNet: logistic(said), pTruth: trueProbability('M', photo, truth) },
    series: {
      why: Float64Array.from(falls, ({ net }) => net),
      truthWhy: Float64Array.from(falls, ({ real }) => real),
    },
  };
}
