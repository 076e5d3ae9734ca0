import { expect, it } from 'vitest';
import { openPage } from './browser.ts';

it('a page’s content policy lets nobody make HTML or a script of a text, and takes workers of this site only', async () => {
  const { page, violations, close } = await openPage('/about/');
  // Not eval: what a debugger calls may always do it, and html-free bundles without it are tests/browser/bundles.test.ts.
  const done = await page.evaluate(() => {
    const attempts: Record<string, () => unknown> = {
      html: () => (document.createElement('p').innerHTML = '<b>b</b>'),
      written: () => {
        document.write('<b>b</b>');
      },
      script: () => (document.createElement('script').text = '1'),
      'inline handler': () => {
        document.createElement('p').setAttribute('onclick', '1');
      },
      'policy of one’s own': () =>
        (
          window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('mine', {}),
      'worker of another site': () => new Worker('https://example.com/worker.js'),
      'worker of a text': () => new Worker('data:text/javascript,1'),
    };
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt();
        return [name];
      } catch {
        return [];
      }
    });
  });
  expect(done).toEqual([]);
  expect(violations.length).toBeGreaterThan(0);
  await close();
});
