import type { TestProject } from 'vitest/node';
import { findBrowser } from '../../scripts/launch/browser.mjs';
import { createPagesServer, listen } from '../../scripts/serve/pages-server.mjs';
import { base, buildTestSite, isBuiltFor, originOf, port, siteFolder } from './test-site.ts';

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

/**
 * Serves the site of test-site.ts as GitHub Pages would, and builds it before. SITE_BUILT=1 serves what was built last: by the
 * static checks, or, for whoever writes tests and changes nothing else, by the last run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await findBrowser();
  const server = createPagesServer({ folder: siteFolder, base });
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => {
        done();
      });
      server.closeAllConnections();
    });
  const origin = originOf(await listen(server, port));
  try {
    if (process.env['SITE_BUILT'] !== '1' || !isBuiltFor(origin)) await buildTestSite(origin);
  } catch (error) {
    await close();
    throw error;
  }
  project.provide('siteUrl', origin + base);
  project.provide('siteFolder', siteFolder);
  project.provide('browserPath', browser.path);
  project.provide('browserEnv', browser.env);
  return close;
}
