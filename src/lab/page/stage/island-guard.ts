import { askAnew } from '../ask-anew.ts';
import { words } from '../stage-words.ts';

/**
 * When an experiment's own script cannot be loaded (offline, blocked, replaced by a deployment) or does not come, its poster
 * stays, with its numbers, and the reader is told what to do. Other experiments are not touched.
 */
function say(section: Element, text: string, state?: 'error'): void {
  if (state) section.setAttribute('data-state', state);
  const notice = section.querySelector('.notice');
  if (!notice || notice.childElementCount > 0) return;
  const retry = document.createElement('button');
  retry.type = 'button';
  retry.dataset['action'] = 'retry';
  retry.textContent = words.retry;
  // A failed module is remembered by the page: only a new page asks for it again. The settings stand in the address.
  retry.addEventListener('click', () => {
    retry.disabled = true;
    void askAnew().finally(() => location.reload());
  });
  notice.append(text, retry);
}

document.addEventListener('astro:hydration-error', (event) => {
  const section = (event.target as Element).querySelector('[data-experiment]');
  if (!section) return;
  // Said here in full; the framework need not log it as an uncaught failure too.
  event.preventDefault();
  say(section, words.scriptMissing, 'error');
});

/** An experiment that has been looked at for so long without coming to life is waiting for the network. */
const patienceMs = 8000;

const watched = new Map<Element, ReturnType<typeof setTimeout>>();
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    clearTimeout(watched.get(target));
    watched.delete(target);
    if (!isIntersecting) continue;
    const stillNothing = () => {
      if (target.getAttribute('data-state') === 'still') say(target, words.scriptSlow);
    };
    watched.set(target, setTimeout(stillNothing, patienceMs));
  }
});
for (const section of document.querySelectorAll('[data-experiment][data-state="still"]')) seen.observe(section);
