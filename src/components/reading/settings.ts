/** The reader's settings. scripts/theme.js keeps and shows them, before the first paint too; this is only their sheet. */
const sheet = document.querySelector<HTMLDialogElement>('.reading-settings');
const root = document.documentElement.dataset;

addEventListener('click', ({ target }) => {
  if (!sheet || !(target instanceof Element) || !target.closest('[data-opens=settings]')) return;
  const chosen = [root['textSize'], root['face'], root['themeChoice']];
  for (const input of sheet.querySelectorAll('input')) input.checked = chosen.includes(input.value);
  sheet.showModal();
});

sheet?.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  dispatchEvent(new CustomEvent('readersetting', { detail: [target.name, target.value] }));
});

export {};
