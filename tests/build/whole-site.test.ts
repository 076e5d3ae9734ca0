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
  it('is valid HTML', async () => {
    expect(await htmlFaults(built.dist)).toEqual([]);
  });
});
