import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { readSiteMap, type SiteMap } from './site-map.ts';
import { stageOf } from './stage.ts';
import { everyPair, todays } from './todays-share.ts';

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

interface Window {
  readonly width: number;
  readonly experiment: number;
  readonly face: string;
}

const open = (path: string, { width, face }: Window) =>
  openPage(path, {
    width,
    height: 900,
    reducedMotion: 'reduce',
    prepare: async (page) => void (await page.addInitScript((one) => localStorage.setItem('face', one), face)),
  });

async function looksOf(page: Page, name: string, window: Window): Promise<NodeLook[]> {
  const stage = stageOf(page, name);
  await stage.awake();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return stage.root.evaluate(
    (root, { width, exceptions }): NodeLook[] => {
      // What is pinned stands where the window wants it.
      delete root.dataset['pins'];
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
        // A node without a box stands nowhere.
        const box =
          node.getClientRects().length === 0
            ? {}
            : {
                top: round(place.top - origin.top),
                left: round(place.left - origin.left),
                width: round(place.width),
                height: round(place.height),
              };
        const look = { ...own(getComputedStyle(node)), ...box };
        return [{ label, inside, look }, ...pseudo];
      });
    },
    { width: window.experiment, exceptions: Object.keys(mayDiffer) },
  );
}

/** `li. “我”: margin-top 0px -> 6px`; what causes the others first: one margin moves everything below it. */
function differences(alone: readonly NodeLook[], inPost: readonly NodeLook[]): string[] {
  if (alone.length !== inPost.length) return [`${alone.length} nodes alone, ${inPost.length} in the post`];
  const all = alone.flatMap(({ label, inside, look }, i) =>
    inside === undefined
      ? Object.entries(look).map(([property, value]) => ({ label, property, value, other: inPost[i]!.look[property] }))
      : [],
  );
  const isPlace = ({ property }: { property: string }) => /^(?:top|left|width|height)$/.test(property);
  return all
    .filter(({ value, other }) => value !== other)
    .sort((a, b) => Number(isPlace(a)) - Number(isPlace(b)))
    .map(({ label, property, value, other }) => `${label}: ${property} ${value} -> ${other}`);
}

const halves = [
  { width: 1280, experiment: 700, face: 'sans', turn: 0 },
  { width: 390, experiment: 350, face: 'serif', turn: 1 },
];

// Each experiment once, the half of them wide and in sans letters, the other half narrow and in serif.
test.each(everyPair ? halves : [todays(halves)])(
  'every second experiment looks in a post as it does alone, at $experiment px in $face letters',
  async (window) => {
    let compared = 0;
    // Where the same experiment stands twice it is not said which is meant.
    for (const path of site.posts.filter((one) => one !== '/posts/twice/')) {
      const post = await open(path, window);
      const names = await post.page
        .locator('[data-experiment]')
        .evaluateAll((roots) => roots.map((root) => (root as HTMLElement).dataset['experiment'] ?? ''));
      for (const name of [...new Set(names)].filter((_, i) => i % 2 === window.turn || names.length === 1)) {
        const lab = await open(`/lab/${name}/`, window);
        const [alone, inPost] = [await looksOf(lab.page, name, window), await looksOf(post.page, name, window)];
        expect(alone.length, name).toBeGreaterThan(50);
        expect.soft(differences(alone, inPost).slice(0, 8), `${name} in ${path}`).toEqual([]);
        compared++;
        await lab.close();
      }
      await post.close();
    }
    expect(compared).toBeGreaterThan(2);
  },
);
