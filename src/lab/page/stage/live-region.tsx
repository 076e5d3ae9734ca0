import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';

/** Says a changing sentence to a screen reader, at most once a second and not before it first changes. */
export function LiveRegion({ text }: { text: ReadonlySignal<string> }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let first = true;
    const unsubscribe = text.subscribe(() => {
      if (first) {
        first = false;
        return;
      }
      timer ??= setTimeout(() => {
        timer = undefined;
        setSaid(text.peek());
      }, 1000);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <p class="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}
