import type { DrawingStyle } from './chart-configuration.ts';
import type { Ink } from './figure-spec.ts';

/** Reads the page's colours and font where the chart stands, so that light, dark and forced colours are followed. */
export function readPageStyle(host: HTMLElement): DrawingStyle {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const known = new Map<Ink, string>();
  const ink = (name: Ink) => {
    let colour = known.get(name);
    if (colour === undefined) {
      if (!probe.isConnected) host.append(probe);
      probe.style.color = `var(--${name})`;
      colour = getComputedStyle(probe).color;
      known.set(name, colour);
      probe.remove();
    }
    return colour;
  };
  const { fontFamily } = getComputedStyle(host);
  probe.remove();
  return { ink, fontFamily, fontSize: 12 };
}

/** Calls back whenever the page's colours change: the system's scheme, the reader's choice, forced colours. */
export function onPageStyleChange(changed: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
    observer.disconnect();
  };
}
