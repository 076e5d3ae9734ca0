import { beforeAll, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { readSiteMap, type SiteMap } from './site-map.ts';
import { stageOf } from './stage.ts';

/**
 * An experiment looks the same wherever it stands: the text of a post around it reaches no further than its edge. Compared
 * are all of its nodes, in a post and on its own page, at one width.
 */
let site: SiteMap;
beforeAll(async () => {
  site = await readSiteMap();
});

/** What may differ, by the class of the nearest ancestor that has one, and why. */
const mayDiffer: Readonly<Record<string, string>> = {
  eyebrow: 'in a post it says “实验 1”, on its own page “实验”: its words have other widths',
};

/** One node's look: a label that says which, and every compared property by name. */
interface NodeLook {
  readonly label: string;
  readonly inside: string | undefined;
  readonly look: Readonly<Record<string, string>>;
}

async function looksOf(path: string, name: string, window: { width: number; experiment: number }) {
  const { page, close } = await openPage(path, { width: window.width, height: 900, reducedMotion: 'reduce' });
  const stage = stageOf(page, name);
  await stage.awake();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const looks = await stage.root.evaluate(
    (root, { width, exceptions }): NodeLook[] => {
      root.style.boxSizing = 'border-box';
      root.style.inlineSize = root.style.maxInlineSize = `${width}px`;
      for (const fold of root.querySelectorAll('details')) fold.open = true;
      const inherited = ['color', 'font-family', 'font-size', 'font-weight', 'font-style', 'line-height', 'text-align'];
      inherited.push('text-indent', 'letter-spacing', 'white-space', 'word-break', 'overflow-wrap', 'list-style-type');
      const boxes = [
        'display',
        'background-color',
        'border-radius',
        'vertical-align',
        'opacity',
        'text-decoration-line',
      ];
      for (const side of ['top', 'right', 'bottom', 'left']) {
        boxes.push(`margin-${side}`, `padding-${side}`, `border-${side}-width`, `border-${side}-style`);
        boxes.push(`border-${side}-color`);
      }
      const origin = root.getBoundingClientRect();
      const round = (value: number) => String(Math.round(2 * value) / 2);
      return [...root.querySelectorAll('*')].flatMap((node) => {
        const own = (style: CSSStyleDeclaration) =>
          Object.fromEntries([...inherited, ...boxes].map((property) => [property, style.getPropertyValue(property)]));
        const place = node.getBoundingClientRect();
        const tag = /^h[23]$/i.test(node.tagName) ? 'heading' : node.localName;
        const label = `${tag}.${[...node.classList].join('.')} “${(node.textContent ?? '').slice(0, 12)}”`;
        const inside = exceptions.find((name) => node.closest(`.${name}`));
        const pseudo = ['::before', '::after']
          .map((part) => ({ part, style: getComputedStyle(node, part) }))
          .filter(({ style }) => style.content !== 'none')
          .map(({ part, style }) => ({
            label: `${label}${part}`,
            inside,
            look: { ...own(style), content: style.content },
          }));
        const look = {
          ...own(getComputedStyle(node)),
          top: round(place.top - origin.top),
          left: round(place.left - origin.left),
          width: round(place.width),
          height: round(place.height),
        };
        return [{ label, inside, look }, ...pseudo];
      });
    },
    { width: window.experiment, exceptions: Object.keys(mayDiffer) },
  );
  await close();
  return looks;
}

/** `li. “我”: top 40.5 -> 46.5`, at most so many: one margin moves everything below it. */
function differences(alone: readonly NodeLook[], inPost: readonly NodeLook[]): string[] {
  if (alone.length !== inPost.length) return [`${alone.length} nodes alone, ${inPost.length} in the post`];
  return alone.flatMap((node, i) => {
    const other = inPost[i]!;
    if (node.inside !== undefined) return [];
    const changed = Object.entries(node.look).filter(([property, value]) => other.look[property] !== value);
    return changed.map(([property, value]) => `${node.label}: ${property} ${value} -> ${other.look[property]}`);
  });
}

test.each([
  { width: 1280, experiment: 700 },
  { width: 390, experiment: 350 },
])(
  'every experiment looks in a post as it does alone, at $experiment px',
  async (window) => {
    let compared = 0;
    for (const post of site.posts) {
      const { page, close } = await openPage(post);
      const names = await page
        .locator('[data-experiment]')
        .evaluateAll((roots) => roots.map((root) => (root as HTMLElement).dataset['experiment'] ?? ''));
      await close();
      for (const name of new Set(names)) {
        const [alone, inPost] = [await looksOf(`/lab/${name}/`, name, window), await looksOf(post, name, window)];
        expect(alone.length, name).toBeGreaterThan(50);
        expect.soft(differences(alone, inPost).slice(0, 8), `${name} in ${post}`).toEqual([]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(5);
  },
  180_000,
);
