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
  it('has three style sheets at most on a page, each where it is needed', () => {
    for (const { name, html } of pages) {
      // An old address has no look.
      if (html.includes('http-equiv="refresh"')) continue;
      const links = html.match(/<link [^>]*rel="stylesheet"[^>]*>/g) ?? [];
      const sheets = links.map((link) => /\/(\w+)\.[\w-]+\.css"/.exec(link)?.[1]).sort();
      const needed = [
        ...(/class="experiment[ "]/.test(html) ? ['experiments'] : []),
        'site',
        ...(/class="(?:prose|katex|excerpt|experiment)[ "]/.test(html) ? ['text'] : []),
      ];
      expect(sheets, name).toEqual(needed);
    }
  });
  it('is valid HTML', async () => {
    expect(await htmlFaults(built.dist)).toEqual([]);
  });
});
