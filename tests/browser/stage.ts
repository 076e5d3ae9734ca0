import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** One experiment on a page, driven as a reader would. */
export function stageOf(page: Page, name: string) {
  const root = page.locator(`[data-experiment="${name}"]`);
  const state = () => root.getAttribute('data-state');
  return {
    root,
    state,
    /** Waits until the experiment's script has taken over from the still. @param look whether the picture is unveiled then */
    async awake({ look: unveil = true } = {}) {
      await root.scrollIntoViewIfNeeded();
      await expect.poll(state, { timeout: 15_000 }).not.toBe('still');
      // Whoever does not want to guess may look.
      const look = root.locator('[data-action="look"]');
      if (unveil && (await look.count()) > 0) await look.click();
    },
    async reach(wanted: string, timeout = 60_000) {
      await expect.poll(state, { timeout, interval: 20 }).toBe(wanted);
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
