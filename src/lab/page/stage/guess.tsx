import type { Signal } from '@preact/signals';
import type { AnyDefinition } from '../../contract/definition.ts';
import { words } from '../stage-words.ts';

/** 先猜一猜: one press, which never blocks anything, and then what is measured at the defaults, and where it is seen. */
export function Guess({ definition, guess }: { definition: AnyDefinition; guess: Signal<number | null> }) {
  const { guesses, answer, reveal } = definition;
  const chosen = guess.value;
  const reply = (guessed: number | null) =>
    `${guessed === answer ? words.guessedRight : words.measured(guesses[answer]!)}${reveal}`;
  return (
    <div class="guess needs-script" role="group" aria-label={words.guessFirst}>
      <span class="guess-label">{words.guessFirst}：</span>
      {guesses.map((text, index) => (
        <button
          key={text}
          type="button"
          class="guess-answer"
          aria-pressed={chosen === index}
          onClick={() => (guess.value = index)}
        >
          {text}
        </button>
      ))}
      {/* Its room is there before it, letter for letter of the longer reply: nothing below moves when it speaks. */}
      <p class="reveal" role="status" data-room={'字'.repeat(reply(null).length)}>
        <span>{chosen !== null && reply(chosen)}</span>
      </p>
    </div>
  );
}
