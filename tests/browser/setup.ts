import { cpSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBrowser } from '../../scripts/launch/browser.mjs';
import { createPagesServer, listen } from '../../scripts/serve/pages-server.mjs';
import { FixtureSite } from '../build/fixture-site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the site is served, base included: `http://127.0.0.1:4399/repo/`. */
    siteUrl: string;
    /** The folder that is served. */
    siteFolder: string;
    browserPath: string;
    browserEnv: Record<string, string>;
  }
}

const base = '/repo/';

/**
 * Builds this site once, with the posts of tests/browser/posts besides its own, and serves it as GitHub Pages would
 * under /repo/. SITE_BUILT=1 serves what the last run built: for whoever writes tests and changes nothing else.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await findBrowser();
  const folder = resolve('.cache/test-site/dist-repo');
  const server = createPagesServer({ folder, base });
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => {
        done();
      });
      server.closeAllConnections();
    });
  // Canonical addresses and the like name the port: it must be known before the build.
  const origin = `http://127.0.0.1:${await listen(server, 4399)}`;
  if (process.env['SITE_BUILT'] !== '1' || !existsSync(folder)) {
    const site = new FixtureSite('test-site', undefined, 'all', '.cache');
    cpSync('tests/browser/posts', join(site.root, 'src/content/posts'), { recursive: true });
    const { code, output } = await site.build({ base: '/repo', site: origin });
    if (code !== 0) {
      await close();
      throw new Error(`The site for the browser tests does not build:\n${output}`);
    }
  }
  project.provide('siteUrl', origin + base);
  project.provide('siteFolder', folder);
  project.provide('browserPath', browser.path);
  project.provide('browserEnv', browser.env);
  return close;
}
