import type { DrawingStyle } from './chart-configuration.ts';
import { type Ink, inks } from '../../contract/figure-spec.ts';

/** What all charts of an experiment have in common. */
export type PageStyle = Pick<DrawingStyle, 'inks' | 'fontFamily'>;

/** What was read, by the experiment (or the page) that it was read for: reading makes the browser settle the page's styles. */
let known = new WeakMap<Element, PageStyle>();
const listeners = new Set<() => void>();
let watching = false;

/** The page's colours and font where `host` stands, so that light, dark and forced colours are followed. */
export function readPageStyle(host: Element): PageStyle {
  watch();
  const place = host.closest('[data-experiment]') ?? host;
  let style = known.get(place);
  if (!style) {
    const probes = inks.map((ink) => {
      const probe = document.createElement('span');
      probe.style.color = `var(--${ink})`;
      return probe;
    });
    const box = document.createElement('span');
    box.hidden = true;
    box.append(...probes);
    place.append(box);
    const colours = inks.map((ink, i) => [ink, getComputedStyle(probes[i]!).color]);
    style = {
      inks: Object.fromEntries(colours) as Record<Ink, string>,
      fontFamily: getComputedStyle(place).fontFamily,
    };
    box.remove();
    known.set(place, style);
  }
  return style;
}

/** Calls back whenever the page's colours change: the system's scheme, the reader's choice, forced colours. */
export function onPageStyleChange(changed: () => void): () => void {
  watch();
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** For as long as the page is there: what is known must never be out of date. */
function watch(): void {
  if (watching) return;
  watching = true;
  const changed = () => {
    known = new WeakMap();
    for (const listener of listeners) listener();
  };
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', changed);
  new MutationObserver(changed).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class'],
  });
}
