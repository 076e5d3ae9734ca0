/* global document, localStorage, addEventListener */
(() => {
  const root = document.documentElement;
  const order = ['auto', 'light', 'dark'];
  const paper = { light: '#fbfaf6', dark: '#15171a' };
  const show = (choice) => {
    root.dataset.themeChoice = choice;
    if (choice === 'auto') delete root.dataset.theme;
    else root.dataset.theme = choice;
    document.querySelectorAll('meta[name=theme-color]').forEach((meta, i) => {
      meta.content = paper[choice] || (i ? paper.dark : paper.light);
    });
  };
  let kept;
  try {
    kept = localStorage.getItem('theme');
  } catch {
    kept = null;
  }
  show(order.includes(kept) ? kept : 'auto');
  addEventListener('click', ({ target }) => {
    if (!target.closest || !target.closest('.theme')) return;
    const next = order[(order.indexOf(root.dataset.themeChoice) + 1) % 3];
    show(next);
    try {
      localStorage.setItem('theme', next);
    } catch {
      // blocked or full: the choice holds for this page
    }
  });
})();
