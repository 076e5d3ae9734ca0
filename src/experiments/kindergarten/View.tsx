import { shareText } from '../../lab/contract/number-text.ts';
import { createRandom } from '../../lab/science/random.ts';
import { Readout } from '../../lab/page/stage/readout.tsx';
import { OwnSettings } from '../../lab/page/stage/stage-parts.tsx';
import type { View } from '../../lab/page/stage/view.ts';
import { BlockGrid } from './block-grid.tsx';
import { rateText, type KindergartenExhibit } from './figure.ts';
import type { Kindergarten } from './params.ts';
import { shownCars, shownSteps } from './shown-drives.ts';
import { YardPicture } from './yard-picture.tsx';
import { cellsOf, cellsText, columns, rows, yardOfCells } from './yard.ts';

export const view: View<Kindergarten, KindergartenExhibit> = {
  exhibit(model) {
    const { exhibit, readouts, params } = model.shown.value;
    const { place, yard } = model.params.value;
    const own = place === 'own';
    // The reader's blocks are drawn at once, what drives among them as soon as it has answered.
    const answered = params.place === place && (!own || params.yard === yard);
    return (
      <div class="kindergarten">
        <div class="yard-box">
          <YardPicture
            yard={own ? yardOfCells(cellsOf(yard)) : exhibit.yard}
            cars={answered ? exhibit.cars : []}
            crosses={answered ? exhibit.crosses : []}
            grid={own}
            label={own ? '你摆的院子和车的路线' : '学车的院子和车的路线'}
          />
          {own && <BlockGrid text={yard} onChange={(text) => model.set({ yard: text })} />}
        </div>
        <p class="yard-verdict">
          {exhibit.survived === null ? (
            <>学的时候撞了 {readouts.ownCrashes} 次</>
          ) : (
            <>
              {shownCars} 辆车，
              <Readout name="shownSurvived" value={exhibit.survived} /> 辆
              {own ? '没撞；点格子放障碍' : `连开 ${shownSteps} 步没有撞`}
            </>
          )}
        </p>
        <div class="yard-choice">
          <OwnSettings model={model} legend="看哪个院子" />
          <div class="yard-buttons needs-script">
            <button type="button" data-yard="empty" onClick={() => model.set({ place: 'own', yard: '' })}>
              空院子
            </button>
            <button type="button" data-yard="other" onClick={() => model.set({ place: 'own', yard: otherYard(yard) })}>
              随便摆
            </button>
          </div>
        </div>
      </div>
    );
  },
  below({ shown }) {
    const { readouts } = shown.value;
    const { crashesPer1000, crashesPer1000New, survived400, survived400New, halfTimeGround } = readouts;
    return (
      <table class="yard-numbers">
        <thead>
          <tr>
            <td />
            <th scope="col">学车的院子</th>
            <th scope="col">八个新院子</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">每千步撞几次</th>
            <td>
              <Readout name="crashesPer1000" value={crashesPer1000} text={rateText(crashesPer1000)} />
            </td>
            <td>
              <Readout name="crashesPer1000New" value={crashesPer1000New} text={rateText(crashesPer1000New)} />
            </td>
          </tr>
          <tr>
            <th scope="row">{shownSteps} 步不撞</th>
            <td>
              <Readout name="survived400" value={survived400} text={shareText(survived400)} />
            </td>
            <td>
              <Readout name="survived400New" value={survived400New} text={shareText(survived400New)} />
            </td>
          </tr>
          <tr>
            <th scope="row">一半的时间只用了多少空地</th>
            <td>
              <Readout name="halfTimeGround" value={halfTimeGround} text={shareText(halfTimeGround)} />
            </td>
            <td>—</td>
          </tr>
        </tbody>
      </table>
    );
  },
};

/** Some blocks, drawn from the blocks that are there: every press gives others. */
function otherYard(yard: string): string {
  const random = createRandom(1, `other than ${yard}`);
  const count = 8 + random.integer(6);
  return cellsText(new Set(Array.from({ length: count }, () => random.integer(columns * rows))));
}
