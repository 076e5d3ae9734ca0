import { shareText } from '../../lab/contract/number-text.ts';
import { need } from '../../lab/contract/results.ts';
import { Readout } from '../../lab/page/stage/readout.tsx';
import type { StageModel } from '../../lab/page/stage/stage-model.ts';
import { nameOf, type Cyclist } from './params.ts';
import { answerNames, answerText, verdictOf, type Strip } from './strip.ts';

/** What each net answers to the film on the strip, and how often it is right on new films. */
export function AnswerList({ model }: { model: StageModel<Cyclist, Strip> }) {
  const { exhibit, readouts, params } = model.numbers.value;
  const { models, right } = exhibit;
  const shuffled = params.shuffle !== 0;
  return (
    <div class="table-box answers-box" tabindex={0} role="group" aria-label="各个网络的答案">
      <table class="answers">
        <caption>应当答：{answerNames[right]}</caption>
        <thead>
          <tr>
            <th scope="col">网络</th>
            <th scope="col">对这部片子</th>
            {shuffled && <th scope="col">打乱之后</th>}
            <th scope="col">考新片子</th>
          </tr>
        </thead>
        <tbody>
          {models.map(({ model: name, answers, changed }) => (
            <tr key={name}>
              <th scope="row">{nameOf(name)}</th>
              <td>
                <Readout
                  name={`shownP.${name}`}
                  value={need(readouts, `shownP.${name}`)}
                  text={`${answerText(answers)}（${verdictOf(answers, right)}）`}
                />
              </td>
              {shuffled && (
                <td>
                  <Readout
                    name={`shownChange.${name}`}
                    value={need(readouts, `shownChange.${name}`)}
                    text={changed ? '变了' : '一个比特也没变'}
                  />
                </td>
              )}
              <td>
                <Readout
                  name={`accuracy.${name}`}
                  value={need(readouts, `accuracy.${name}`)}
                  text={shareText(need(readouts, `accuracy.${name}`))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
