import { shareText } from '../../lab/contract/number-text.ts';
import { Readout } from '../../lab/page/stage/readout.tsx';
import { enoughHearts, hitsText, type Guess } from './figure.ts';
import type { TasteProps } from './photo-bench.tsx';
import { PhotoPicture } from './photo-picture.tsx';
import { batches, heartsOf, heartsText, together, wall, type Hearts } from './wall.ts';
import { outfitText } from './words.ts';

/** Twelve photographs to put hearts on, and what the page takes the reader to like among the next twelve. */
export function HeartWall({ model }: TasteProps) {
  const { exhibit, readouts, params } = model.shown.value;
  const { hearts: text } = model.params.value;
  const hearts = heartsOf(text);
  const now = hearts.length - 1;
  const set = (next: Hearts) => model.set({ hearts: heartsText(next) });
  const toggle = (place: number) => {
    const batch = new Set(hearts[now]);
    if (!batch.delete(place)) batch.add(place);
    set([...hearts.slice(0, now), batch]);
  };
  // A guess belongs to the hearts that it was made from: of other hearts it may show photographs of another batch.
  const answered = heartsOf(params.hearts).length === hearts.length;
  const asleep = model.state.value === 'still';
  return (
    <div class="heart-wall">
      <p>
        点你喜欢的，没点的算不喜欢（第 {now + 1} 批，共 {batches} 批）
      </p>
      <ul class="hearts" aria-label={`第 ${now + 1} 批照片`}>
        {wall.slice(now * together, (now + 1) * together).map((photo, place) => {
          const liked = hearts[now]!.has(place);
          return (
            <li key={place}>
              <button
                type="button"
                class="heart"
                data-place={place}
                disabled={asleep}
                aria-pressed={liked}
                aria-label={`喜欢：${outfitText(photo)}`}
                onClick={() => toggle(place)}
              >
                <PhotoPicture photo={photo} spoken={false} />
                <svg viewBox="0 0 24 24" aria-hidden="true">
                  <path d="M12 21C5.5 15.600 2 12 2 8a5 5 0 0 1 10-1.500A5 5 0 0 1 22 8c0 4-3.500 7.600-10 13Z" />
                </svg>
              </button>
            </li>
          );
        })}
      </ul>
      <p class="heart-said">
        {readouts.heartsGiven < enoughHearts ? (
          <>
            <Readout name="heartsGiven" value={readouts.heartsGiven} /> 颗心，太少。先照两座城的口味猜下一批：
          </>
        ) : (
          <>
            <Readout name="heartsGiven" value={readouts.heartsGiven} /> 颗心。
            {exhibit.next.length > 0 ? '猜你在下一批里喜欢：' : '八批都看完了。'}
          </>
        )}
      </p>
      {answered && exhibit.next.length > 0 && <Guesses next={exhibit.next} batch={now + 1} />}
      <p class="heart-hits">{hitsText(readouts) || '看了下一批，才知道猜得准不准。'}</p>
      <div class="heart-buttons needs-script">
        <button
          type="button"
          data-hearts="next"
          disabled={asleep || hearts.length === batches}
          onClick={() => set([...hearts, new Set()])}
        >
          看下一批，对答案
        </button>
        <button type="button" data-hearts="clear" disabled={asleep || text === ''} onClick={() => set([new Set()])}>
          从头来
        </button>
      </div>
    </div>
  );
}

function Guesses({ next, batch }: { readonly next: readonly Guess[]; readonly batch: number }) {
  return (
    <ol class="heart-guesses" aria-label="猜你喜欢的">
      {next.map(({ place, p, low, high }) => (
        <li key={place}>
          <PhotoPicture photo={wall[batch * together + place]!} />
          <span class="notranslate">
            <b>{shareText(p)}</b>
            <small>
              {Math.round(100 * low)}–{shareText(high)}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}
