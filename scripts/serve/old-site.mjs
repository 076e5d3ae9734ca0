import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const remove = `
import { rmSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
rmSync(workerData, { recursive: true, force: true, maxRetries: 3 });`;

/**
 * The site of the last build, put out of the way before Astro would remove it file by file, for which a thousand posts make
 * everything wait for seconds: it is removed on another core meanwhile. After the checks: who has a fault to mend keeps it.
 * @returns {import('astro').AstroIntegration}
 */
export function oldSite() {
  /** @type {Promise<unknown>} */
  let removed = Promise.resolve();
  let [site, attic] = ['', ''];
  return {
    name: 'old-site',
    hooks: {
      'astro:config:done': ({ config }) => {
        site = fileURLToPath(config.outDir);
        attic = fileURLToPath(new URL('old-sites/', config.cacheDir));
      },
      'astro:build:start': () => {
        // A work tree of git is emptied, not removed: whoever publishes from it has his history there.
        if (!existsSync(site) || existsSync(join(site, '.git'))) return;
        mkdirSync(attic, { recursive: true });
        try {
          renameSync(site, join(attic, String(process.pid)));
        } catch {
          // On another disk: then it is Astro's.
          return;
        }
        // With what a build that was stopped left there.
        const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(remove)}`), { workerData: attic });
        removed = new Promise((resolve) => worker.once('exit', resolve).once('error', resolve));
      },
      'astro:build:done': async () => {
        await removed;
      },
    },
  };
}
