import { ChoiceList } from '../../lab/page/controls/choice-list.tsx';
import { Readout } from '../../lab/page/stage/readout.tsx';
import type { View } from '../../lab/page/stage/view.ts';
import { CityPages } from './city-pages.tsx';
import { digits, type TasteExhibit } from './figure.ts';
import { HeartWall } from './heart-wall.tsx';
import { params as definition, type Taste } from './params.ts';
import { PhotoBench } from './photo-bench.tsx';

export const view: View<Taste, TasteExhibit> = {
  exhibit(model) {
    const { show } = model.params.value;
    return (
      <div class="taste">
        <fieldset class="controls needs-script taste-tabs" disabled={model.state.value === 'still'}>
          <legend class="visually-hidden">看什么</legend>
          <ChoiceList
            name="show"
            definition={definition.schema.show}
            value={show}
            onChange={(value) => model.set({ show: value })}
          />
        </fieldset>
        {show === 'photo' && <PhotoBench model={model} />}
        {show === 'cities' && <CityPages model={model} />}
        {show === 'you' && <HeartWall model={model} />}
      </div>
    );
  },
  below({ numbers }) {
    const { readouts } = numbers.value;
    const { coatEffect, streetEffect, trueCoatEffect, trueStreetEffect } = readouts;
    const { aucM, aucS, aucSame, arcadeWithoutCoat, overlap } = readouts;
    return (
      <>
        <table class="taste-numbers">
          <caption>一百五十张拱廊里的大衣，只换一样，对数几率平均降多少</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">网络</th>
              <th scope="col">真相</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">只换大衣</th>
              <td>
                <Readout name="coatEffect" value={coatEffect} text={digits(coatEffect)} />
              </td>
              <td>
                <Readout name="trueCoatEffect" value={trueCoatEffect} text={digits(trueCoatEffect)} />
              </td>
            </tr>
            <tr>
              <th scope="row">只换街道</th>
              <td>
                <Readout name="streetEffect" value={streetEffect} text={digits(streetEffect)} />
              </td>
              <td>
                <Readout name="trueStreetEffect" value={trueStreetEffect} text={digits(trueStreetEffect)} />
              </td>
            </tr>
          </tbody>
        </table>
        <p class="taste-scores">
          考新照片（AUC，猜不出是 0.5）：M 城，老样子的照片{' '}
          <Readout name="aucSame" value={aucSame} text={digits(aucSame)} />
          ，任何街道的 <Readout name="aucM" value={aucM} text={digits(aucM)} />
          ；S 城 <Readout name="aucS" value={aucS} text={digits(aucS)} />
          。每十二张给 M 城挑四张，平均有{' '}
          <Readout name="arcadeWithoutCoat" value={arcadeWithoutCoat} text={digits(arcadeWithoutCoat)} />{' '}
          张是拱廊里的别的衣服；两座城共有 <Readout name="overlap" value={overlap} text={digits(overlap)} /> 张。
        </p>
      </>
    );
  },
};
