/** The keys of a page and the sheet that lists them. Loaded at the first of them. */
const sheet = document.querySelector<HTMLDialogElement>('.sheet-of-keys');
const allowed = sheet?.querySelector<HTMLInputElement>('[name=keys]');

function kept(): string | null {
  try {
    return localStorage.getItem('keys');
  } catch {
    return null;
  }
}

if (allowed) {
  // Speech control types letters: whoever is bothered by single keys can turn them off (WCAG 2.1.4).
  allowed.checked = kept() !== 'off';
  allowed.onchange = () => {
    try {
      localStorage.setItem('keys', allowed.checked ? 'on' : 'off');
    } catch {
      // Blocked or full: it holds for this page.
    }
  };
}

addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-opens=keys]')) sheet?.showModal();
});

addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  if (ctrlKey || metaKey || altKey || isComposing || allowed?.checked === false) return;
  if (!(target instanceof Element)) return;
  if (target.closest('input, select, textarea, [contenteditable], dialog')) return;
  // Within an experiment they are not for the text around it; where j has led to it one goes on from it.
  if (key !== '?' && target.closest('[data-experiment] *')) return;
  if (key === '?') sheet?.showModal();
  else if (key === '/') openSearch();
  else if (key === 't') document.querySelector<HTMLElement>('.theme')?.click();
  else if (key === 'j' || key === 'k') turn(key === 'j' ? 1 : -1);
  else return;
  event.preventDefault();
});

function openSearch(): void {
  const field = document.querySelector<HTMLElement>('.search [type=search]');
  if (field) field.focus();
  else if (sheet?.dataset['search']) location.href = sheet.dataset['search'];
}

/** To the next section or experiment below the top of the window, or to the one above it. */
function turn(way: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('main :is(h1, h2, h3), main [data-experiment]')].filter(
    (stop) => !stop.parentElement?.closest('[data-experiment], .footnotes') && stop.offsetParent !== null,
  );
  const margin = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const tops = stops.map((stop) => stop.getBoundingClientRect().top - margin);
  const next = way > 0 ? tops.findIndex((top) => top > 2) : tops.findLastIndex((top) => top < -2);
  const stop = stops[next];
  if (!stop) return;
  if (!stop.hasAttribute('tabindex')) stop.tabIndex = -1;
  stop.focus({ preventScroll: true });
  // A leap that the next press can count from: a glide would still be on its way.
  stop.scrollIntoView({ behavior: 'instant' });
}

export {};
