import { useState } from 'preact/hooks';
import { segment } from './reading.ts';
import { actions, fillers, stop, subjects, vocabulary } from './vocabulary.ts';

interface SentenceEditorProps {
  readonly value: string;
  readonly onChange: (sentence: string) => void;
}

const groups = [
  { name: '谁', words: subjects },
  { name: '做什么', words: actions },
  { name: '别的词', words: fillers },
] as const;

/** The reader's own sentence: typed, or changed word by word from the vocabulary. All of it works by keyboard and by touch. */
export function SentenceEditor({ value, onChange }: SentenceEditorProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const { words: all, unknown } = segment(draft ?? value);
  const words = all.filter((word) => word !== stop);
  const put = (next: readonly string[], keep: number | null) => {
    setDraft(null);
    setChosen(keep !== null && next.length > 0 ? Math.min(Math.max(0, keep), next.length - 1) : null);
    onChange([...next, stop].join(' '));
  };
  const commit = () => {
    if (draft !== null && unknown.length === 0) put(words, null);
  };
  const at = chosen === null ? -1 : Math.min(chosen, words.length - 1);
  const current = words[at];
  return (
    <div class="sentence-editor needs-script">
      <label>
        <span class="setting-label">改“你的句子”</span>
        <input
          type="text"
          class="sentence-input"
          data-key="sentence"
          maxLength={120}
          autocomplete="off"
          value={draft ?? words.join('') + stop}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
      </label>
      {unknown.length > 0 && (
        <p class="notice" role="alert">
          {unknown.map((piece) => (
            <span key={piece}>
              网络不认识“{piece}”，可以换成：
              {suggestions(piece).map((word) => (
                <button
                  key={word}
                  type="button"
                  onClick={() => {
                    const next = (draft ?? value).replace(piece, ` ${word} `);
                    if (segment(next).unknown.length > 0) setDraft(next);
                    else
                      put(
                        segment(next).words.filter((one) => one !== stop),
                        null,
                      );
                  }}
                >
                  {word}
                </button>
              ))}
            </span>
          ))}
        </p>
      )}
      <div class="own-words" role="group" aria-label="句子里的词，选一个来改">
        {words.map((word, i) => (
          <button key={i} type="button" class="own-word" aria-pressed={i === at} onClick={() => setChosen(i)}>
            {word}
          </button>
        ))}
      </div>
      {current !== undefined && (
        <div class="word-tools" role="group" aria-label={`改第 ${at + 1} 个词“${current}”`}>
          <p class="word-actions">
            <button type="button" disabled={at === 0} onClick={() => put(moved(words, at, -1), at - 1)}>
              前移
            </button>
            <button type="button" disabled={at === words.length - 1} onClick={() => put(moved(words, at, 1), at + 1)}>
              后移
            </button>
            <button
              type="button"
              onClick={() => put([...words.slice(0, at + 1), fillers[0], ...words.slice(at + 1)], at + 1)}
            >
              后面插一个词
            </button>
            <button
              type="button"
              disabled={words.length === 1}
              onClick={() =>
                put(
                  words.filter((_, i) => i !== at),
                  at,
                )
              }
            >
              删去
            </button>
          </p>
          {groups.map(({ name, words: offered }) => (
            <p key={name} class="word-offers">
              <span class="setting-label">{name}</span>
              {offered.map((word) => (
                <button
                  key={word}
                  type="button"
                  aria-pressed={word === current}
                  onClick={() =>
                    put(
                      words.map((old, i) => (i === at ? word : old)),
                      at,
                    )
                  }
                >
                  {word}
                </button>
              ))}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

function moved(words: readonly string[], at: number, by: 1 | -1): string[] {
  const next = [...words];
  [next[at], next[at + by]] = [next[at + by]!, next[at]!];
  return next;
}

/** Words that share a character with the unknown one, else one of each kind. */
function suggestions(piece: string): string[] {
  const near = vocabulary.filter((word) => word !== stop && [...word].some((character) => piece.includes(character)));
  return near.length > 0 ? near.slice(0, 4) : [subjects[0], actions[0], fillers[0]];
}
