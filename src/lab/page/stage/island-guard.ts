import { words } from '../stage-words.ts';

/**
 * When an experiment's own script cannot be loaded (offline, blocked, replaced by a deployment), Astro tells it by an
 * event: the still and its numbers stay, and the reader is told what to do. Other experiments are not touched.
 */
document.addEventListener('astro:hydration-error', (event) => {
  const section = (event.target as Element).querySelector('[data-experiment]');
  if (!section) return;
  // Said here in full; the framework need not log it as an uncaught failure too.
  event.preventDefault();
  section.setAttribute('data-state', 'error');
  const notice = section.querySelector('.notice');
  if (!notice || notice.childElementCount > 0) return;
  const retry = document.createElement('button');
  retry.type = 'button';
  retry.dataset['action'] = 'retry';
  retry.textContent = words.retry;
  // A failed module is remembered by the page: only a new page asks for it again. The settings stand in the address.
  retry.addEventListener('click', () => location.reload());
  notice.append(words.scriptMissing, retry);
});
