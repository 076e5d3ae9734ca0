import { useEffect, useRef } from 'preact/hooks';
import { Readout } from '../../lab/page/stage/readout.tsx';
import type { StageModel } from '../../lab/page/stage/stage-model.ts';
import { OwnSettings } from '../../lab/page/stage/stage-parts.tsx';
import { perRound, votesOf, votesText } from './ballot.ts';
import type { MiddleUnitsExhibit } from './figure.ts';
import { NineSquares } from './nine-squares.tsx';
import { Outcome } from './outcome.tsx';
import { params as definition, type MiddleUnits } from './params.ts';

interface PollingPlaceProps {
  readonly model: StageModel<MiddleUnits, MiddleUnitsExhibit>;
}

/** Where the reader votes on one unit after another, not knowing whose it is; and, after a round, the outcome. */
export function PollingPlace({ model }: PollingPlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  /** Who presses a button that goes away has the focus taken along. */
  const follow = useRef(false);
  const { exhibit, readouts, params: answered } = model.shown.value;
  const now = model.params.value;
  const votes = votesOf(now.votes, now);
  const measuring = answered.show === 'measure';
  const stale = model.stale.value;
  // A vote is for the picture that is seen: none is taken while another one is on its way.
  const open = !stale && exhibit.nine !== null && exhibit.candidates > 0 && answered.votes === now.votes;

  const put = (next: readonly boolean[], show: 'vote' | 'measure') => {
    follow.current = show !== now.show;
    model.set({ votes: votesText(next, now), show });
  };
  const cast = (vote: boolean) => {
    if (!open) return;
    const next = [...votes, vote];
    put(next, next.length % perRound === 0 || next.length === exhibit.candidates ? 'measure' : 'vote');
  };
  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    place.current?.querySelector<HTMLElement>(measuring ? '.outcome' : '.vote-buttons button')?.focus();
  }, [measuring]);

  return (
    <div ref={place} class="polling-place">
      <OwnSettings model={model} legend="投票还是看结果" />
      {measuring ? (
        <Outcome
          readouts={readouts}
          params={answered}
          strips={exhibit.strips}
          left={Math.max(0, exhibit.candidates - votes.length)}
          onMore={() => put(votes, 'vote')}
          onAnew={() => put([], 'vote')}
        />
      ) : (
        <div class="booth">
          <p class="vote-question">{questionOf(exhibit, readouts.phase, votes.length, stale)}</p>
          <div class="squares">
            <NineSquares nine={exhibit.nine} label={squaresText(exhibit)} />
            {exhibit.candidates === 0 && exhibit.words.map((word, i) => <span key={i}>{word}</span>)}
          </div>
          <div class="vote-buttons needs-script" role="group" aria-label="这个单元，叫得出名字吗？">
            <button type="button" data-vote="yes" aria-disabled={!open} onClick={() => cast(true)}>
              叫得出名字
            </button>
            <button type="button" data-vote="no" aria-disabled={!open} onClick={() => cast(false)}>
              叫不出
            </button>
          </div>
          <p class="vote-count">
            <Tally votes={votes} />
            <span>
              投了 <Readout name="votes" value={readouts.votes} /> 票
            </span>
            <button
              type="button"
              class="quiet needs-script"
              data-vote="undo"
              disabled={votes.length === 0}
              onClick={() => put(votes.slice(0, -1), 'vote')}
            >
              撤回一票
            </button>
          </p>
          <p class="visually-hidden" aria-live="polite">
            {votes.length > 0 && open ? spoken(exhibit, votes) : ''}
          </p>
        </div>
      )}
    </div>
  );
}

/** A mark for each vote of a round, filled for those that are cast. */
function Tally({ votes }: { readonly votes: readonly boolean[] }) {
  const first = Math.floor(votes.length / perRound) * perRound;
  return (
    <svg class="tally" viewBox={`0 0 ${10 * perRound} 10`} aria-hidden="true">
      {Array.from({ length: perRound }, (_, i) => (
        <circle key={i} cx={10 * i + 5} cy={5} r={3.5} data-vote={String(votes[first + i] ?? 'none')} />
      ))}
    </svg>
  );
}

const { names: phases } = definition.readouts.phase;

function questionOf(exhibit: MiddleUnitsExhibit, phase: number, votes: number, stale: boolean): string {
  if (stale) return '设置改了，按“运行”重新学一遍，再投票。';
  if (exhibit.candidates === 0) return `正在${phases[phase]}。网络对九张训练图片的回答：`;
  if (!exhibit.nine) return `${exhibit.candidates} 个单元都投过了。`;
  return `第 ${votes + 1} 个单元。最让它兴奋的九块，正中间是同一样东西吗？`;
}

function squaresText({ candidates, words }: MiddleUnitsExhibit): string {
  return candidates === 0
    ? `九张训练图片，网络的回答：${words.join('、')}`
    : `最让这个单元兴奋的九块小图，正中间依次是：${words.join('、')}`;
}

function spoken(exhibit: MiddleUnitsExhibit, votes: readonly boolean[]): string {
  const last = `第 ${votes.length} 个：${votes.at(-1) ? '叫得出' : '叫不出'}。`;
  return exhibit.nine ? `${last}第 ${votes.length + 1} 个单元，${squaresText(exhibit)}` : last;
}
