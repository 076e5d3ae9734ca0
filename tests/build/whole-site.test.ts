import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Built, FixtureSite } from './fixture-site.ts';
import { htmlFaults } from './html-faults.ts';

/** The repository's own posts, as they are published; every link is crawled by the build itself. */
describe.each(['', '/repo'])('this site under base “%s”', (base) => {
  let built: Built;
  let pages: { name: string; html: string }[];
  beforeAll(async () => {
    built = await new FixtureSite(`whole${base.replace('/', '-')}`).build({ base });
    pages = readdirSync(built.dist, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.html'))
      .map((name) => ({ name, html: readFileSync(join(built.dist, name), 'utf8') }));
  });

  it('builds without a dead link', () => {
    expect(built.output).not.toContain('problems in the text');
    expect(built.code).toBe(0);
  });
  it('has no formula that failed', () => {
    expect(pages.filter(({ html }) => html.includes('katex-error')).map(({ name }) => name)).toEqual([]);
  });
  it('has three style sheets at most on a page, and those of experiments on pages with one', () => {
    for (const { name, html } of pages) {
      const sheets = [...html.matchAll(/<link rel="stylesheet" href="[^"]*\/([a-z]+)\.[^"/]*\.css"/g)].map(
        ([, sheet = '']) => sheet,
      );
      expect(sheets.length, name).toBe((html.match(/rel="stylesheet"/g) ?? []).length);
      expect(new Set(sheets).size, name).toBe(sheets.length);
      if (html.includes('http-equiv="refresh"')) continue;
      expect(['site', 'text', 'experiments'].filter((sheet) => sheets.includes(sheet)).length, name).toBe(
        sheets.length,
      );
      expect(sheets, name).toContain('site');
      if (/<(?:p|div)[^>]* class="(?:[^"]* )?experiment|class="katex"/.test(html))
        expect(sheets, name).toContain('text');
      expect(sheets.includes('experiments'), name).toBe(/class="experiment"/.test(html));
    }
  });
  it('is valid HTML', async () => {
    expect(await htmlFaults(built.dist)).toEqual([]);
  });
});
