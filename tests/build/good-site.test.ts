import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Built, FixtureSite, picture, post } from './fixture-site.ts';
import { htmlFaults } from './html-faults.ts';

const body = [
  '前言 **中文，**后文 $\\sigma^i$[^1]，见[别处](/posts/live/#二)。',
  '$$\\sigma^{i-1}=\\sigma^i\\cdot J^i$$',
  '$$\nx = \\htmlData{value=ratio}{10} \\label{eq:chain}\n$$',
  '由[](#eq:chain)得。',
  '![图](./a.png "图 1：说明")',
  '```python\nx = 2 ** 3\n```',
  '从 HTML 来的<a href="/posts/words/">链接</a>。',
  '## 二',
  '[^1]: 注 $y$。',
].join('\n\n');

describe.each(['', '/repo'])('a good site under base “%s”', (base) => {
  let site: FixtureSite;
  let built: Built;
  const page = (slug: string): string => readFileSync(join(built.dist, 'posts', slug, 'index.html'), 'utf8');

  beforeAll(async () => {
    site = new FixtureSite(`good${base.replace('/', '-')}`, {
      'plain/index.md': post(body.replace('\n\n', '\n\n<!-- more -->\n\n'), 'layout: post\n'),
      'plain/a.png': picture,
      'live/index.mdx': post(body.replace('\n\n', '\n\n<More />\n\n')),
      'live/a.png': picture,
      'words/index.md': post('只有字。'),
    });
    built = await site.build({ base });
  });

  it('builds', () => {
    expect(built.output).not.toContain('problems in the text');
    expect(built.code).toBe(0);
  });
  it.each(['plain', 'live'])('sets %s', (slug) => {
    const html = page(slug);
    expect(html).toContain('<strong>中文，</strong>后文');
    expect(html).toContain('data-value="ratio"');
    expect(html).toContain('id="eq-chain"');
    expect(html).toContain('>式\u00a0(1)</a>');
    expect(html).toMatch(/<figure><img[^>]*><figcaption>图 1：说明<\/figcaption><\/figure>/);
    expect(html).toContain(`href="${base}/posts/live/#`);
    expect(html).not.toContain('katex-error');
    expect(html).not.toMatch(/<!--\s*more|<More/i);
  });
  it('has every post, and nothing else, in its search index', () => {
    const entry = JSON.parse(readFileSync(join(built.dist, 'pagefind/pagefind-entry.json'), 'utf8')) as {
      languages: Record<string, { page_count: number }>;
    };
    const counts = Object.entries(entry.languages).map(([language, { page_count: count }]) => [language, count]);
    expect(counts).toEqual([['zh-cn', 3]]);
    expect(existsSync(join(built.dist, 'pagefind/pagefind.js'))).toBe(true);
    expect(existsSync(join(built.dist, 'pagefind/pagefind-ui.js'))).toBe(false);
  });
  it('names no other host, and no directive allows one: there are no comments and nothing is counted', () => {
    const html = page('words');
    expect(html).not.toMatch(/giscus|data-comments/);
    expect(html).toContain('没有统计，没有追踪');
    const policy = /content-security-policy" content="([^"]*)"/i.exec(html)?.[1] ?? '';
    expect(policy).not.toContain('https:');
    expect(policy).toContain("require-trusted-types-for 'script';trusted-types default built-html;");
  });
  it('is valid HTML', async () => {
    expect(await htmlFaults(built.dist)).toEqual([]);
  });
  it('loads the copying script where there is something to copy', () => {
    const layout = readdirSync(join(site.root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.astro') && !name.includes('ProseTools'))
      .some((name) => readFileSync(join(site.root, 'src', name), 'utf8').includes('<ProseTools'));
    if (!layout) return;
    expect(page('plain')).toMatch(/<script[^>]*ProseTools/);
    expect(page('words')).not.toMatch(/<script[^>]*ProseTools/);
  });
  it('fails on the cached next build when a formula breaks', async () => {
    site.write('plain/index.md', post(body.replace('J^i', 'J^')));
    const again = await site.build({ base });
    expect(again.code).toBe(1);
    expect(again.output).toContain('src/content/posts/plain/index.md:8:31');
    expect(existsSync(built.dist)).toBe(true);
  });
});
