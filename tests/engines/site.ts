import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPagesServer, listen } from '../../scripts/serve/pages-server.mjs';
import { base, buildTestSite, isBuiltFor, originOf, port, siteFolder } from '../browser/test-site.ts';

/** The site that is tried: served as GitHub Pages would, with its own content policy. */
export interface Site {
  /** The full address of a path without base. */
  url(path: string): string;
  /** What the build, which is Node, found with the default settings of an experiment. */
  readoutsOf(experiment: string): Readonly<Record<string, number | null>>;
  readonly experiments: readonly string[];
  close(): Promise<void>;
}

/** That of the browser tests, with one more script. SITE_BUILT=1 takes what they built last. */
export async function openSite(folder: string): Promise<Site> {
  const copy = join(folder, 'site');
  const server = createPagesServer({ folder: copy, base });
  const origin = originOf(await listen(server, port));
  if (process.env['SITE_BUILT'] !== '1' || !isBuiltFor(origin)) await buildTestSite(origin);
  rmSync(copy, { recursive: true, force: true });
  cpSync(siteFolder, copy, { recursive: true });
  cpSync('tests/engines/report-script.js', join(copy, 'report-script.js'));
  for (const file of globSync('**/*.html', { cwd: copy }).map((name) => join(copy, name))) {
    const html = readFileSync(file, 'utf8');
    writeFileSync(file, html.replace('<head>', `<head><script src="${base}report-script.js"></script>`));
  }
  return {
    url: (path) => origin + base + path.slice(1),
    readoutsOf: (experiment) =>
      (
        JSON.parse(readFileSync(join(copy, 'lab', experiment, 'result.json'), 'utf8')) as {
          readouts: Record<string, number | null>;
        }
      ).readouts,
    experiments: globSync('lab/*/result.json', { cwd: copy })
      .map((path) => path.split(/[\\/]/)[1] ?? '')
      .sort(),
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}
