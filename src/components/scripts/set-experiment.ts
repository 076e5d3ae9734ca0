/** One listener for all words of the page that set an experiment (Try.astro). */
document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = (event.target as Element).closest<HTMLElement>('a[data-try]');
  const name = link?.dataset['try'];
  if (!name) return;
  const stage = document.querySelector<HTMLElement>(`[data-experiment="${name}"]`);
  if (!stage) return;
  event.preventDefault();
  const settings = JSON.parse(link.dataset['set'] ?? '{}') as Record<string, unknown>;
  if (stage.dataset['state'] === 'still') {
    // Its script has not come yet (it is loaded when the experiment comes into view): it will find these in the address.
    const query = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(settings)) query.set(`${name}.${key}`, String(value));
    history.replaceState(history.state, '', `?${query}${location.hash}`);
  } else {
    stage.dispatchEvent(new CustomEvent('stage:set', { detail: settings }));
  }
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  stage.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'nearest' });
});
