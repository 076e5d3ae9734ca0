import type { BrowserContext, Page } from 'playwright-core';

const chinese = /\p{Script=Han}/u;
/** Roles of what somebody can do something with, and of what is shown to be looked at. */
const done = new Set([
  'button',
  'link',
  'slider',
  'textbox',
  'checkbox',
  'radio',
  'combobox',
  'option',
  'DisclosureTriangle',
]);
const seen = new Set(['image', 'img', 'Canvas', 'figure']);

/** What of a page a screen reader would hear without its name: Chromium's own tree of it is asked. */
export async function unnamed(page: Page, context: BrowserContext): Promise<string[]> {
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.flatMap(({ ignored, role, name, properties = [] }) => {
    const kind = String(role?.value);
    const text = String(name?.value ?? '').trim();
    const focusable = properties.some((one) => one.name === 'focusable' && one.value.value === true);
    if (ignored) return [];
    if (seen.has(kind) && kind !== 'figure') return chinese.test(text) ? [] : [`${kind} “${text}” has no Chinese name`];
    if (!done.has(kind) && !(focusable && !['RootWebArea', 'main'].includes(kind))) return [];
    return text === '' ? [`${kind} without a name`] : [];
  });
}

/** Sliders that do not say their value with its unit. */
export const sayingNoUnit = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('input[type=range], [role=slider]')].flatMap((slider) => {
      const text = slider.getAttribute('aria-valuetext') ?? '';
      const unit = slider.closest('.slider')?.querySelector('.unit')?.textContent ?? '';
      return text !== '' && text.endsWith(unit)
        ? []
        : [`${slider.outerHTML.slice(0, 80)} says “${text}”, not in ${unit}`];
    }),
  );
