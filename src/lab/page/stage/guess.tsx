import type { Signal } from '@preact/signals';
import type { AnyDefinition } from '../../contract/definition.ts';

/** 先猜一猜: one press, which never blocks anything, and then what is measured at the defaults. */
export function Guess({ definition, guess }: { definition: AnyDefinition; guess: Signal<number | null> }) {
  const { guesses, answer, reveal } = definition;
  const chosen = guess.value;
  return (
    <div class="guess needs-script" role="group" aria-label="先猜一猜">
      <span class="guess-label">先猜一猜：</span>
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
      <p class="reveal" role="status">
        {chosen !== null && `${chosen === answer ? '猜对了。' : `测出来的是“${guesses[answer]}”。`}${reveal}`}
      </p>
    </div>
  );
}
