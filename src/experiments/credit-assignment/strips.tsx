import type { ComponentChildren } from 'preact';
import { shareText } from '../../lab/contract/number-text.ts';
import { trustworthy, type CreditExhibit } from './figure.ts';
import { stop } from './vocabulary.ts';

const names = ['第一句', '第二句', '第三句', '你的句子'];

interface StripsProps {
  readonly exhibit: CreditExhibit;
  readonly measure: string;
}

/** The sentences word by word, each word with its credit in front of every model, as a number and as a colour. */
export function Strips({ exhibit, measure }: StripsProps) {
  const { models, sentences, added, full } = exhibit;
  return (
    <div class="credit-strips" data-models={models.length}>
      <ul class="credit-models">
        {models.map(({ label, accuracy }, i) => (
          <li key={label} data-model={i}>
            <b>{label}</b>：48 个词的句子答对 {shareText(accuracy)}
            {accuracy < trustworthy && <span class="credit-doubt">（功劳还说明不了什么）</span>}
          </li>
        ))}
      </ul>
      {sentences.map((words, n) => (
        <div key={n} class="credit-sentence" data-sentence={n + 1}>
          <p class="credit-name">
            <span class="credit-sentence-name">
              {names[n]}
              <span class="visually-hidden">：</span>
            </span>
            {models.map(({ label, strips }, i) => (
              <span key={label} class="credit-said" data-model={i}>
                <span class="visually-hidden">{label}</span>答：{strips[n]?.said}
                {strips[n]?.right === false && <span class="credit-wrong">（不对）</span>}
              </span>
            ))}
          </p>
          <div class="credit-scroll" tabindex={0} role="group" aria-label={`${names[n]}，可以左右滚动`}>
            <ol aria-label={names[n]}>
              {shown(words, added).map((word, t) => (
                <li key={t} data-added={word.length > 3 && word.startsWith('另') ? 'true' : undefined}>
                  <span class="credit-word">{word}</span>
                  {models.map((model, i) => (
                    <Credit key={i} model={i} credit={model.strips[n]!.credits[t]!} full={full} measure={measure}>
                      {models.length > 1 && <span class="visually-hidden">{model.label} </span>}
                    </Credit>
                  ))}
                </li>
              ))}
            </ol>
          </div>
        </div>
      ))}
    </div>
  );
}

interface CreditProps {
  readonly model: number;
  readonly credit: number;
  readonly full: number;
  readonly measure: string;
  readonly children: ComponentChildren;
}

/** A word's credit in front of one model: a number, and as much colour as its share of the largest. */
function Credit({ model, credit, full, measure, children }: CreditProps) {
  const share = Math.min(1, Math.max(0, credit / full));
  return (
    <span class="credit-value notranslate" data-model={model} style={{ '--credit': `${Math.round(45 * share)}%` }}>
      {children}
      {creditText(credit, measure)}
    </span>
  );
}

/** The added words stand as one entry before the full stop. */
function shown(words: readonly string[], added: number): string[] {
  return added === 0 ? [...words] : [...words.slice(0, -1), `另加 ${added} 个词`, stop];
}

/** Two digits behind the point where the scale ends at 1; a true zero and a rounded one read the same. */
function creditText(credit: number, measure: string): string {
  const text = credit.toFixed(measure === 'logit' ? 1 : 2);
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text.replace('-', '−');
}
