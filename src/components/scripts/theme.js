/* global document, location, localStorage, addEventListener */
(() => {
  // Where a script of the page does not arrive, what needs it is not to look as if it worked (experiment.css).
  const own = ({ localName, src }) => localName === 'script' && src.startsWith(location.origin);
  addEventListener('error', ({ target }) => own(target) && (root.dataset.scripts = 'missing'), true);
  const root = document.documentElement;
  const order = ['auto', 'light', 'dark'];
  // The browser's bar, light and dark
  const bars = [...document.querySelectorAll('meta[name=theme-color]')];
  const papers = bars.map((bar) => bar.content);
  const show = (choice) => {
    root.dataset.themeChoice = choice;
    if (choice === 'auto') delete root.dataset.theme;
    else root.dataset.theme = choice;
    bars.forEach((bar, i) => (bar.content = papers[choice === 'auto' ? i : order.indexOf(choice) - 1]));
  };
  // The first choice of each holds until the reader makes another.
  const settings = {
    theme: [order, show],
    'text-size': [['normal', 'small', 'large'], (choice) => (root.dataset.textSize = choice)],
    face: [['sans', 'serif'], (choice) => (root.dataset.face = choice)],
  };
  for (const name in settings) {
    const [choices, apply] = settings[name];
    let kept;
    try {
      kept = localStorage.getItem(name);
    } catch {
      kept = null;
    }
    apply(choices.includes(kept) ? kept : choices[0]);
  }
  const choose = (name, choice) => {
    settings[name][1](choice);
    try {
      localStorage.setItem(name, choice);
    } catch {
      // blocked or full: the choice holds for this page
    }
  };
  addEventListener('readersetting', ({ detail }) => choose(...detail));
  addEventListener('click', ({ target }) => {
    if (!target.closest || !target.closest('.theme')) return;
    choose('theme', order[(order.indexOf(root.dataset.themeChoice) + 1) % 3]);
  });
})();
