(function () {
  var root = document.documentElement;
  var order = ['auto', 'light', 'dark'];
  var paper = { light: '#fbfaf6', dark: '#15171a' };
  var kept;
  try {
    kept = localStorage.getItem('theme');
  } catch (e) {}
  function show(choice) {
    root.dataset.themeChoice = choice;
    if (choice === 'auto') delete root.dataset.theme;
    else root.dataset.theme = choice;
    document.querySelectorAll('meta[name=theme-color]').forEach(function (meta, i) {
      meta.content = paper[choice] || (i ? paper.dark : paper.light);
    });
  }
  show(order.indexOf(kept) > 0 ? kept : 'auto');
  addEventListener('click', function (event) {
    if (!event.target.closest || !event.target.closest('.theme')) return;
    var next = order[(order.indexOf(root.dataset.themeChoice) + 1) % 3];
    show(next);
    try {
      if (next === 'auto') localStorage.removeItem('theme');
      else localStorage.setItem('theme', next);
    } catch (e) {}
  });
})();
