import type { Browser } from 'playwright-core';
import { quantile } from '../../src/bench/rounds.ts';
import type { TrainingResult } from '../../src/bench/results.ts';

export async function measureTraining(
  browser: Browser,
  origin: string,
  experiment: string,
  slowDown: number,
  samples: number,
): Promise<TrainingResult> {
  const runs = [];
  for (let i = 0; i < samples; i++) runs.push(await train(browser, `${origin}/lab/${experiment}/`, slowDown));
  const seconds = runs.map((run) => run.seconds);
  return {
    experiment,
    slowDown,
    seconds: quantile(seconds, 0.5),
    secondsRange: [Math.min(...seconds), Math.max(...seconds)],
    samples,
    samplesWithLongTask: runs.filter(({ tasks }) => tasks.length > 0).length,
    longestTask: Math.max(0, ...runs.flatMap(({ tasks }) => tasks)),
  };
}

async function train(browser: Browser, url: string, slowDown: number) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    const root = page.locator('[data-experiment]').first();
    await page.waitForFunction(() => document.querySelector('[data-experiment][data-state="idle"]') !== null);
    const protocol = await context.newCDPSession(page);
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await root.locator('[data-action="run"]').hover();
    // A hand that has come to the button takes a moment to press it.
    await page.waitForTimeout(400);
    const measured = page.evaluate(
      () =>
        new Promise<{ seconds: number; tasks: number[] }>((resolve) => {
          const tasks: number[] = [];
          const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration)));
          observer.observe({ type: 'longtask' });
          const place = document.querySelector<HTMLElement>('[data-experiment]')!;
          let begun = 0;
          addEventListener('pointerdown', () => (begun = performance.now()), { capture: true, once: true });
          new MutationObserver(() => {
            if (place.dataset['state'] !== 'done') return;
            const seconds = (performance.now() - begun) / 1000;
            // What the end of the run sets off belongs to it.
            setTimeout(() => resolve({ seconds, tasks }), 500);
          }).observe(place, { attributes: true, attributeFilter: ['data-state'] });
        }),
    );
    await page.mouse.down();
    await page.mouse.up();
    return await measured;
  } finally {
    await context.close();
  }
}
