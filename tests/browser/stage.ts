import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Waits in the page until an experiment is in a wanted state: asking from outside takes 4 ms of computing each time, from
 * what is waited for. @param timeout ms @returns its state then, whichever it is
 */
function whenState(element: Element, { wanted, timeout }: { wanted: RegExp; timeout: number }): Promise<string> {
  return new Promise((resolve) => {
    const end = () => {
      watcher.disconnect();
      clearTimeout(patience);
      resolve(element.getAttribute('data-state') ?? '');
    };
    const look = () => {
      if (wanted.test(element.getAttribute('data-state') ?? '')) end();
    };
    const watcher = new MutationObserver(look);
    const patience = setTimeout(end, timeout);
    watcher.observe(element, { attributeFilter: ['data-state'] });
    look();
  });
}

/** One experiment on a page, driven as a reader would. */
export function stageOf(page: Page, name: string) {
  const root = page.locator(`[data-experiment="${name}"]`);
  const state = () => root.getAttribute('data-state');
  /** Waits until its state is this, or one of these. @param timeout ms */
  const reach = async (wanted: string | RegExp, timeout = 60_000) => {
    const pattern = typeof wanted === 'string' ? new RegExp(`^${wanted}$`) : wanted;
    expect(await root.evaluate(whenState, { wanted: pattern, timeout })).toMatch(pattern);
  };
  return {
    root,
    state,
    reach,
    /** Waits until the experiment's script has taken over from the still. @param look whether the picture is unveiled then */
    async awake({ look: unveil = true } = {}) {
      await root.scrollIntoViewIfNeeded();
      await reach(/^(?!still$)./, 15_000);
      // Whoever does not want to guess may look.
      const look = root.locator('[data-action="look"]');
      if (unveil && (await look.count()) > 0) await look.click();
    },
    /** The exact value of a readout; NaN if the run has none. */
    async readout(key: string): Promise<number> {
      const value = await root.locator(`[data-readout="${key}"]`).first().getAttribute('data-value');
      return value ? Number(value) : NaN;
    },
    press: (action: string) => root.locator(`[data-action="${action}"]`).click(),
    slider: (key: string) => root.locator(`input[type=range][data-key="${key}"]`),
    /** Sets an experiment as words of the post do. */
    set: (change: Record<string, unknown>) =>
      root.evaluate((element, detail) => element.dispatchEvent(new CustomEvent('stage:set', { detail })), change),
  };
}
