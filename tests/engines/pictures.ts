import { join } from 'node:path';
import { type Engine, pause } from './engine.ts';
import type { Site } from './site.ts';
import { wake } from './reading.ts';

/** For people to look at: a post and an experiment, phone and desk, light and dark. */
export async function takePictures(engine: Engine, site: Site, folder: string): Promise<string> {
  const kind = engine.name.split(' ')[0]!.toLowerCase();
  let taken = 0;
  for (const [width, height] of [
    [390, 844],
    [1280, 900],
  ] as const) {
    await engine.size(width, height);
    for (const scheme of ['light', 'dark']) {
      await engine.open(site.url('/about/'));
      await engine.evaluate((choice) => {
        localStorage.setItem('theme', choice);
      }, scheme);
      for (const [name, path] of pages(site)) {
        await engine.open(site.url(path));
        if (name.startsWith('lab-')) await wake(engine);
        else if (name === 'formulas')
          await engine.evaluate(() =>
            document.querySelectorAll('.katex-display')[1]?.scrollIntoView({ block: 'center' }),
          );
        await pause(500);
        await engine.screenshot(join(folder, `${kind}-${name}-${width}-${scheme}.png`));
        taken += 1;
      }
    }
  }
  await engine.evaluate(() => {
    localStorage.clear();
  });
  return `${taken} taken`;
}

const pages = (site: Site): [string, string][] => [
  ['home', '/'],
  ['post', '/posts/lstm-lecture/'],
  ['formulas', '/posts/lstm-lecture/'],
  ['search', `/search/?q=${encodeURIComponent('梯度消失')}`],
  ...site.experiments.filter((_, i) => i % 4 === 0).map((name): [string, string] => [`lab-${name}`, `/lab/${name}/`]),
];
