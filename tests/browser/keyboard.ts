import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where the focus is, and what is wrong with it there. */
export interface Stop {
  readonly where: string;
  readonly faults: readonly string[];
}

/** Runs in the page: is what has the focus marked, in the window, and not covered? */
export function lookAtFocus(): Stop {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return { where: 'body', faults: ['the focus is nowhere'] };
  const name = (part: Element | null) =>
    `${part?.localName}${part?.id ? `#${part.id}` : ''}.${part?.getAttribute('class')}`;
  const where = `${name(focused)} “${(focused.getAttribute('aria-label') ?? focused.textContent ?? '').trim().slice(0, 20)}”`;
  // What cannot be seen itself is marked beside or within it: the word of a choice, a shape's frame.
  const stands = Number(getComputedStyle(focused).opacity) === 0 ? focused.nextElementSibling! : focused;
  const parts = [stands, ...(focused instanceof SVGElement ? focused.querySelectorAll('rect') : [])];
  const marked = parts.some((part) => {
    const { outlineStyle, outlineWidth, boxShadow, stroke } = getComputedStyle(part);
    const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    return outlined || boxShadow !== 'none' || (part !== stands && stroke !== 'none');
  });
  const { left, top, width, height } = stands.getBoundingClientRect();
  const right = Math.min(innerWidth, left + width);
  const bottom = Math.min(innerHeight, top + height);
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const inWindow = right > x && bottom > y;
  // Some of it must be on top: WCAG 2.4.11.
  const shares = [0.5, 0.05, 0.95];
  const isOnTop = shares.some((sx) =>
    shares.some((sy) => {
      const top = document.elementFromPoint(x + sx * (right - x), y + sy * (bottom - y));
      return top !== null && (stands.contains(top) || focused.contains(top) || top.closest('label')?.contains(focused));
    }),
  );
  return {
    where,
    faults: [
      ...(marked ? [] : ['nothing marks it']),
      ...(inWindow ? [] : ['it is out of sight']),
      ...(inWindow && !isOnTop
        ? [`it is covered by ${name(document.elementFromPoint((x + right) / 2, (y + bottom) / 2))}`]
        : []),
    ],
  };
}

/** By Tab from stop to stop, each of which must be seen, until one fits. @returns the stops on the way */
export async function tabTo(page: Page, selector: string, { most = 120, key = 'Tab' } = {}): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press(key);
    const fits = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    // A smooth scroll brings it into sight.
    await focusIsKept(page);
    if (fits) return;
    passed.push(await page.evaluate(lookAtFocus).then(({ where }) => where));
  }
  throw new Error(`${key} does not lead to ${selector}, but to ${passed.slice(0, 12).join('; ')} ...`);
}

/** The focus is where it was, or has gone on to something that can be seen. */
export async function focusIsKept(page: Page): Promise<void> {
  const wrong = async () => {
    const { where, faults } = await page.evaluate(lookAtFocus);
    return faults.length > 0 ? `${where}: ${faults.join(', ')}` : '';
  };
  await expect.poll(wrong, { timeout: 5000, interval: 20 }).toBe('');
}

/**
 * Goes by Tab once through the whole page, without asking between the keys: each stop is looked at when the next key goes
 * down. @returns what is wrong with some stop, and what of `root` can be reached by Tab and was not
 */
export async function tabThrough(page: Page, root: string): Promise<string[]> {
  const count = await page.evaluate(
    `(() => {
      const look = ${lookAtFocus.toString()};
      window.stops = [];
      window.passed = new Set();
      document.activeElement?.blur();
      document.addEventListener('keydown', () => {
        if (document.activeElement === document.body) return;
        window.passed.add(document.activeElement);
        window.stops.push(look());
      }, true);
      return document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]').length;
    })()`,
  );
  for (let i = 0; i < Number(count) + 2; i++) await page.keyboard.press('Tab');
  return page.evaluate((selector) => {
    const { stops, passed } = window as unknown as { stops: Stop[]; passed: Set<Element> };
    const wrong = stops
      .filter(({ faults }) => faults.length > 0)
      .map(({ where, faults }) => `${where}: ${faults.join()}`);
    const parts = document.querySelectorAll<HTMLElement>(
      `${selector} :is(a[href], button, input, select, textarea, summary, [tabindex])`,
    );
    const missed = [...parts].filter((part) => {
      if (passed.has(part) || part.tabIndex < 0 || part.matches(':disabled') || part.closest('[inert]')) return false;
      // Of a group of radio buttons the one that is chosen is a stop.
      if (part.matches('input[type=radio]:not(:checked)')) return false;
      return part.getClientRects().length > 0;
    });
    const few = stops.length < 20 ? [`Tab stops only at ${stops.map(({ where }) => where).join('; ')}`] : [];
    return [...few, ...new Set(wrong), ...missed.map((part) => `Tab does not lead to ${part.outerHTML.slice(0, 120)}`)];
  }, root);
}
