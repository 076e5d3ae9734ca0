import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Built, FixtureSite } from '../build/fixture-site.ts';

/** Under a base, as a project of GitHub Pages is served. */
export const base = '/repo/';
/** Canonical addresses and the like name the port: it must be known before the build. */
export const port = 4399;
export const originOf = (at: number): string => `http://127.0.0.1:${at}`;
export const siteFolder = resolve('.cache/test-site/dist-repo');

/** Which origin the site that stands was built for, and what the build said. */
const mark = resolve('.cache/test-site/built-for');
const said = resolve('.cache/test-site/said');

export const isBuiltFor = (origin: string): boolean =>
  existsSync(siteFolder) && existsSync(mark) && readFileSync(mark, 'utf8') === origin;

/** Builds this site with the posts of tests/browser/posts besides its own. @throws Error with the build's words */
export async function buildTestSite(origin: string): Promise<void> {
  const site = new FixtureSite('test-site', undefined, 'all', '.cache');
  cpSync('tests/browser/posts', join(site.root, 'src/content/posts'), { recursive: true });
  const { code, output } = await site.build({ base: base.slice(0, -1), site: origin });
  if (code !== 0) throw new Error(`The site for the browser tests does not build:\n${output}`);
  writeFileSync(said, output);
  writeFileSync(mark, origin);
}

/**
 * The site as it stands, for tests of its files. Built before unless SITE_BUILT=1 says that the static checks did.
 *
 * @throws Error with the build's words
 */
export async function testSite(): Promise<Built> {
  const origin = originOf(port);
  if (process.env['SITE_BUILT'] !== '1' || !isBuiltFor(origin)) await buildTestSite(origin);
  return { code: 0, output: readFileSync(said, 'utf8'), dist: siteFolder };
}

if (process.argv[1] === import.meta.filename) await buildTestSite(originOf(port));
