import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyFor } from '../../src/site/site-options.ts';
import { FixtureSite, post } from './fixture-site.ts';

const comments = { repo: 'owner/name', repoId: 'R_1', category: 'Comments', categoryId: 'DIC_1' };
const analytics = {
  name: ' GoatCounter ',
  script: 'https://gc.zgo.example/count.js',
  attributes: { 'data-goatcounter': 'https://me.goatcounter.example/count' },
  connect: ['https://me.goatcounter.example'],
};

describe('comments and analytics', () => {
  it('where they are set, allow exactly their hosts; a post can do without comments', async () => {
    const posts = { 'a/index.md': post('文'), 'b/index.md': post('文', 'comments: false\n') };
    const site = new FixtureSite('options-on', posts);
    writeFileSync(
      join(site.root, 'src/site/options.ts'),
      `import type { SiteOptions } from './site-options.ts';\nexport const options: SiteOptions = ${JSON.stringify({ comments, analytics })};\n`,
    );
    const { dist, code, output } = await site.build({ base: '/repo' });
    expect(output).not.toContain('problems');
    expect(code).toBe(0);
    const [html, without] = ['a', 'b'].map((id) => readFileSync(join(dist, `posts/${id}/index.html`), 'utf8'));
    expect(html).toContain('data-repo-id="R_1"');
    expect(html).toMatch(/<script[^>]+src="https:\/\/gc\.zgo\.example\/count\.js"[^>]+data-goatcounter=/);
    // Nothing of giscus is loaded before the reader asks: its address stands in no element of the page.
    expect(html).not.toMatch(/(?:src|href)="https:\/\/giscus/);
    expect(html).toContain('访问由 GoatCounter 统计');
    expect(without).not.toContain('data-comments');
    const policy = /content-security-policy" content="([^"]*)"/i.exec(html ?? '')?.[1] ?? '';
    const hosts = (directive: string) =>
      [...(new RegExp(`${directive} ([^;]*)`).exec(policy)?.[1]?.matchAll(/https:\S+/g) ?? [])].map(([host]) => host);
    expect(hosts('frame-src')).toEqual(['https://giscus.app']);
    expect(hosts('script-src')).toEqual(['https://giscus.app', 'https://gc.zgo.example']);
    expect(hosts('connect-src')).toEqual(['https://gc.zgo.example', 'https://me.goatcounter.example']);
    // Nobody knows what a counter's script makes of a page.
    expect(policy).not.toContain('trusted-types');
    expect(policyFor({ comments }).trustedTypes.join(';')).toMatch(/;trusted-types .*\bcomments$/);
  });

  it.each([
    [{ budgets: { pictures: 1 } as never }, /no budgets\.pictures\n.*html, styles, sheets, scripts/],
    [{ budgets: { html: Number('90 kB') } }, /budgets\.html is null, not a number\n.*whole bytes/],
    [{ comments: { ...comments, repo: 'https://github.com/owner/name' } }, /options\.ts.*repo.*\n.*owner\/name/],
    [{ comments: { ...comments, categoryId: '' } }, /categoryId is empty\n.*giscus\.app/],
    [{ analytics: { ...analytics, script: 'http://a.example/x.js' } }, /script.*not an https address/],
    [
      { analytics: { ...analytics, connect: ['https://a.example/count'] } },
      /more than an origin\n.*https:\/\/a\.example/,
    ],
  ])('say what is wrong with %j', (options, message) => {
    expect(() => policyFor(options)).toThrow(message);
  });
});
