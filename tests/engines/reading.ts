import { type Engine, pause, until } from './engine.ts';
import type { Site } from './site.ts';

const post = '/posts/lstm-lecture/';
const sampler = '/posts/sampler/';

/** What is tried besides the experiments. Each says a word about what it saw, or throws what was wrong. */
export const readingChecks: Readonly<Record<string, (engine: Engine, site: Site) => Promise<string>>> = {
  'reading the post': readPost,
  'the search': search,
  'the theme': theme,
  'the keys': keys,
  touch,
};

/** Formulas, pictures and experiments of the post, on a phone and on a desk. */
async function readPost(engine: Engine, site: Site): Promise<string> {
  let drawn = 0;
  for (const [width, height] of [
    [390, 844],
    [1280, 900],
  ] as const) {
    await engine.size(width, height);
    await engine.open(site.url(post));
    const inside = await engine.evaluate(() => innerWidth);
    if (inside !== width) throw new Error(`the page is ${inside} px wide, not ${width}`);
    // Down the whole page, as who reads it: experiments and pictures come when they are near.
    const heightNow = () => engine.evaluate(() => document.documentElement.scrollHeight);
    for (let at = 0; at < (await heightNow()); at += height * 0.8) {
      await engine.evaluate((top) => {
        scrollTo({ top, behavior: 'instant' });
      }, at);
      await pause(150);
    }
    await until(
      () =>
        engine.evaluate(() =>
          [...document.querySelectorAll('[data-experiment]')].map((one) => one.getAttribute('data-state')),
        ),
      (states) => states.length > 1 && states.every((state) => state !== 'still' && state !== 'error'),
    );
    await until(
      () => engine.evaluate(() => document.fonts.status),
      (status) => status === 'loaded',
    );
    const seen = await engine.evaluate(() => {
      const hidden = (element: Element) => {
        const { width: w, height: h } = element.getBoundingClientRect();
        return w === 0 || h === 0;
      };
      // Those of a panel that is folded have no size anywhere.
      const shown = [...document.querySelectorAll<HTMLElement>('.katex-html')].filter(
        (one) => one.closest('details:not([open])') === null && one.closest('.katex')?.checkVisibility() === true,
      );
      const pictures = [...document.querySelectorAll('img')].filter((one) => one.checkVisibility());
      return {
        formulas: shown.length,
        flat: shown.filter(hidden).map(({ textContent }) => textContent),
        fonts: [...document.fonts].filter(({ family, status }) => /KaTeX/.test(family) && status === 'loaded').length,
        fontsLost: [...document.fonts].filter(({ status }) => status === 'error').map(({ family }) => family),
        errors: document.querySelectorAll('.katex-error').length,
        pictures: pictures.length,
        missing: pictures.filter((one) => one.complete && one.naturalWidth === 0).map(({ src }) => src),
        // Some engines take letters' kerning for leave to squeeze every comma.
        squeezed: (() => {
          const text = document.createElement('span');
          text.textContent = '他，她。它：';
          document.querySelector('.prose')?.append(text);
          const ems = text.getBoundingClientRect().width / parseFloat(getComputedStyle(text).fontSize);
          text.remove();
          return Math.abs(ems - 6) > 0.1;
        })(),
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
    if (
      seen.formulas === 0 ||
      seen.fonts === 0 ||
      seen.errors > 0 ||
      seen.over > 0 ||
      seen.pictures === 0 ||
      seen.squeezed
    )
      throw new Error(`at ${width} px: ${JSON.stringify(seen)}`);
    if (seen.flat.length + seen.missing.length + seen.fontsLost.length > 0)
      throw new Error(`at ${width} px: ${JSON.stringify(seen)}`);
    drawn = seen.formulas;
  }
  return `${drawn} formulas`;
}

/** By key into the field, by typing to an answer, to a post, and back to the answer. */
async function search(engine: Engine, site: Site): Promise<string> {
  await engine.size(1280, 900);
  await engine.open(site.url('/about/'));
  await engine.press('/');
  await until(
    () => engine.evaluate(() => document.activeElement?.id),
    (id) => id === 'search-words',
  );
  // Whoever reads the page that has just come is no faster.
  await pause(300);
  await engine.press(...'lstm');
  const answer = () =>
    engine.evaluate(() => ({
      asked: document.querySelector<HTMLInputElement>('#search-words')?.value,
      said: document.querySelector('.search [role=status]')?.textContent,
      marks: document.querySelectorAll('.found mark').length,
      stock: document.querySelector<HTMLElement>('.stock')?.hidden === false,
    }));
  const good = (wanted: string) => (seen: Awaited<ReturnType<typeof answer>>) =>
    seen.asked === wanted && seen.marks > 0 && !seen.stock && /^找到/.test(seen.said ?? '');
  await until(answer, good('lstm'));
  // The answer to the letter before may just be giving way.
  await until(
    () => engine.click('.found h2 a').then(() => true),
    () => true,
  );
  await until(
    () => engine.evaluate(() => location.pathname),
    (path) => path.includes('/posts/'),
  );
  await engine.back();
  await until(answer, good('lstm'));
  await engine.open(site.url(`/search/?q=${encodeURIComponent('梯度消失')}`));
  const { said = '' } = await until(answer, good('梯度消失'));
  return said ?? '';
}

/** By its key: light, dark; kept over a reload. */
async function theme(engine: Engine, site: Site): Promise<string> {
  await engine.open(site.url('/about/'));
  const now = () =>
    engine.evaluate(() => ({
      choice: document.documentElement.dataset['themeChoice'],
      paper: getComputedStyle(document.body).backgroundColor,
      page: getComputedStyle(document.documentElement).backgroundColor,
    }));
  const papers: string[] = [];
  for (const wanted of ['light', 'dark']) {
    await engine.press('t');
    const { paper, page } = await until(now, ({ choice }) => choice === wanted);
    papers.push(`${paper} ${page}`);
  }
  if (papers[0] === papers[1]) throw new Error(`light and dark are both ${papers[0]}`);
  await engine.open(site.url('/'));
  const { choice, paper, page } = await now();
  if (choice !== 'dark' || `${paper} ${page}` !== papers[1]) throw new Error(`the next page is ${choice}`);
  await engine.evaluate(() => {
    localStorage.clear();
  });
  return 'light, dark, kept';
}

/** The list of keys, from heading to heading, and a slider. */
async function keys(engine: Engine, site: Site): Promise<string> {
  await engine.open(site.url(post));
  const sheet = () => engine.evaluate(() => document.querySelector<HTMLDialogElement>('.sheet-of-keys')?.open === true);
  await engine.press('?');
  await until(sheet, Boolean);
  await engine.press('Escape');
  await until(sheet, (open) => !open);
  // The focus comes back from the closed list, in WebKit not at once: a letter before that would be the list's.
  await until(() => engine.evaluate(() => document.activeElement?.closest('dialog') === null), Boolean);
  await pause(300);
  const place = () => engine.evaluate(() => Math.round(scrollY));
  const before = await place();
  await engine.press('j', 'j');
  await until(place, (at) => at > before);

  await engine.open(site.url(`/lab/${site.experiments[0]!}/`));
  const slider = () =>
    engine.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('[data-experiment] input[type=range]');
      input?.focus();
      return input?.value ?? '';
    });
  await wake(engine);
  const from = await slider();
  await engine.press('ArrowRight');
  await until(slider, (value) => value !== '' && value !== from);
  return 'list, headings, slider';
}

/** A finger's first tap on a footnote's mark shows the note; a tap on a button presses it. */
async function touch(engine: Engine, site: Site): Promise<string> {
  if (!engine.touches) return '- (its driver has no finger)';
  await engine.size(390, 844);
  await engine.open(site.url(sampler));
  await engine.evaluate(() => {
    document.querySelector('[data-footnote-ref]')?.scrollIntoView({ block: 'center' });
  });
  await engine.tap('[data-footnote-ref]');
  await until(
    () => engine.evaluate(() => document.querySelector('.reference')?.textContent ?? ''),
    (text) => text.includes('脚注的话'),
  );
  await engine.open(site.url(`/lab/${site.experiments[0]!}/`));
  await wake(engine);
  await engine.tap('[data-experiment] [data-action=run]');
  await until(
    () => engine.evaluate(() => document.querySelector('[data-experiment]')?.getAttribute('data-state') ?? ''),
    (state) => /running|done/.test(state),
  );
  return 'note, button';
}

/** Brings the experiment of its own page into the window and lifts the veil, if there is one. */
export async function wake(engine: Engine): Promise<void> {
  await engine.evaluate(() => {
    document.querySelector('[data-experiment]')?.scrollIntoView({ behavior: 'instant' });
  });
  await until(
    () => engine.evaluate(() => document.querySelector('[data-experiment]')?.getAttribute('data-state')),
    (state) => state !== 'still',
  );
  const veiled = () => engine.evaluate(() => document.querySelector('[data-experiment] [data-action=look]') !== null);
  if (await veiled()) await engine.click('[data-experiment] [data-action=look]');
  await until(veiled, (there) => !there);
}
