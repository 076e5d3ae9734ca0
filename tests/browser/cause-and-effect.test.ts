import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { windows } from './in-sight.ts';
import { stageOf } from './stage.ts';
import { everyPair, todays } from './todays-share.ts';

/**
 * Cause and effect share a screen: whatever a reader presses, the picture that answers is in sight, and nothing that they
 * look at moves when it answers.
 */
const names = globSync('src/experiments/*/params.ts')
  .map((path) => basename(dirname(path)))
  .sort();

/** Of each experiment in each window: the smallest share of the picture that was in sight, and what moved. */
const rows: string[] = [];
afterAll(() => console.log(['experiment, window: presets, controls; shifts', ...rows].join('\n')));

/** Collects every shift of the page's layout from now on, also those just after a press, with what shifted. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    const shifts: string[] = [];
    (window as unknown as { shifts: string[] }).shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
      })[]) {
        // A number that has become longer pushes the word behind it along their line, and one with a raised exponent
        // stands out of its own by 3 px; up or down nothing may go.
        const moved = entry.sources.flatMap(({ node, previousRect: a, currentRect: b }) => {
          const name = node instanceof Element ? `${node.localName}.${[...node.classList].join('.')}` : 'text';
          return Math.abs(b.y - a.y) < 4 ? [] : [`${name} ${Math.round(b.y - a.y)} px`];
        });
        if (moved.length > 0 || entry.value > 0.005) shifts.push(`${entry.value.toFixed(4)} ${moved.join('; ')}`);
      }
    }).observe({ type: 'layout-shift' });
  });
const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);

/**
 * Presses every preset and moves every main control by one step, as a key does: focus brings it into sight, and the picture
 * answers. @returns the smallest share of the picture that was in sight then, as in-sight.ts counts it
 */
async function useAll(root: Element): Promise<{ presets: number; controls: number }> {
  const answer = async (): Promise<number> => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const { top, bottom, height } = root.querySelector('.picture')!.getBoundingClientRect();
    return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / Math.min(height, innerHeight);
  };
  let [presets, controls] = [1, 1];
  for (const preset of root.querySelectorAll<HTMLButtonElement>('.preset')) {
    preset.focus();
    preset.click();
    presets = Math.min(presets, await answer());
  }
  // Paused, a change of a setting computes one step; a training under way would take the other tests' time.
  root.querySelector<HTMLButtonElement>('[data-action=pause]')?.click();
  const main = ':is(.hands, .below) :is(input[type=range], input[type=radio]:checked, select):not(details *)';
  for (const control of root.querySelectorAll<HTMLInputElement | HTMLSelectElement>(main)) {
    control.focus();
    if (control instanceof HTMLSelectElement) control.selectedIndex = (control.selectedIndex + 1) % control.length;
    else if (control.type === 'range') control.stepUp();
    else {
      const group = [...root.querySelectorAll<HTMLInputElement>(`input[name="${control.name}"]`)];
      group[(group.indexOf(control) + 1) % group.length]!.click();
    }
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    controls = Math.min(controls, await answer());
  }
  return { presets, controls };
}

const pairs = names.flatMap((name, i) =>
  (everyPair ? windows : [todays(windows, i)]).map((window) => ({ name, window, width: window.width })),
);

test.each(pairs)(
  '$name at $width px: presets and main controls keep the picture in sight, a run moves nothing',
  async ({ name, window, width }) => {
    const { page, errors, close } = await openPage(`/lab/${name}/`, { ...window, reducedMotion: 'reduce' });
    const stage = stageOf(page, name);
    await stage.awake();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await watchShifts(page);
    await stage.press('step');
    await stage.reach('paused');
    await stage.root.locator('canvas[data-drawn=true]').first().waitFor();
    await stage.press('run');
    await page.waitForTimeout(400);
    const shifts = await shiftsOf(page);
    const { presets, controls } = await stage.root.evaluate(useAll);
    await stage.root.locator('[data-action=run], [data-action=pause]').first().click({ trial: true });
    rows.push(
      `${name}, ${width}: ${presets.toFixed(2)}, ${controls.toFixed(2)}; ${shifts.length === 0 ? '0' : shifts.join(' | ')}`,
    );
    expect(presets).toBeGreaterThanOrEqual(0.5);
    expect(controls).toBeGreaterThanOrEqual(0.5);
    expect(shifts).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  },
);
