import { offerWayBack } from './way-back.ts';

/** One listener for all words of the page that set an experiment (Try.astro). */
document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-try]');
  const name = link?.dataset['try'];
  if (!link || !name) return;
  const stage = document.querySelector<HTMLElement>(`[data-experiment="${name}"]`);
  if (!stage) return;
  event.preventDefault();
  // The link says them already, for whoever follows it.
  const settings = Object.fromEntries(new URL(link.href).searchParams);
  whenAwake(stage, () => stage.dispatchEvent(new CustomEvent('stage:try', { detail: settings })));
  offerWayBack(link, stage);
  showPicture(stage);
});

/** Its script is loaded when the experiment comes into view, which it is about to. */
function whenAwake(stage: HTMLElement, use: () => void): void {
  const isAwake = () => stage.dataset['state'] !== 'still';
  if (isAwake()) {
    use();
    return;
  }
  const observer = new MutationObserver(() => {
    if (!isAwake()) return;
    observer.disconnect();
    use();
  });
  observer.observe(stage, { attributes: true, attributeFilter: ['data-state'] });
}

/** What answers is the picture; the middle of the screen, or its top where it is taller than the screen. */
function showPicture(stage: HTMLElement): void {
  const picture = stage.querySelector('.picture') ?? stage;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const fits = picture.getBoundingClientRect().height < innerHeight;
  picture.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: fits ? 'center' : 'start' });
}
