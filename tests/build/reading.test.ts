import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Built, FixtureSite, post } from './fixture-site.ts';
import { htmlFaults } from './html-faults.ts';

/** What leads from one post to the next, and out to feed readers. */
// The harder of the two bases; what the other changes, whole-site and good-site see.
const base = '/repo';

describe('a series and its feed', () => {
  let built: Built;
  const page = (slug: string): Document =>
    new JSDOM(readFileSync(join(built.dist, 'posts', slug, 'index.html'), 'utf8')).window.document;
  const links = (slug: string, list: string): (string | null)[] =>
    [...page(slug).querySelectorAll(`${list} a`)].map((link) => link.getAttribute('href'));

  beforeAll(async () => {
    const part = (number: number): string => `tags: [NN]\nseries: {name: 反向传播, part: ${number}}\n`;
    built = await new FixtureSite('reading', {
      'two/index.md': post('二', part(2)),
      'one/index.md': post(
        '行内 $\\sigma^{i-1}$ & 一 < 二，独行\n\n$$\nk^T \\label{eq:k}\n$$\n\n见[别处](/posts/two/)',
        part(1),
      ),
      'near/index.md': post('近', 'tags: [NN]\ndescription: 一 & 二\n'),
      'far/index.md': post('远'),
    }).build({ base });
  });

  it('builds valid pages', async () => {
    expect(built.output).not.toContain('problems in the text');
    expect(built.code).toBe(0);
    expect(await htmlFaults(built.dist)).toEqual([]);
  });
  it('lists the parts in order, and where the reader is', () => {
    expect(links('one', '.series')).toEqual([`${base}/posts/two/`]);
    const items = [...page('two').querySelectorAll('.series li')];
    expect(items.map((item) => item.getAttribute('value'))).toEqual(['1', '2']);
    expect(items[1]?.querySelector('[aria-current=page]')).not.toBeNull();
    expect(page('near').querySelector('.series')).toBeNull();
  });
  it('lists what is near, and nothing where nothing is', () => {
    expect(links('one', '.related')).toEqual([`${base}/posts/near/`]);
    expect(page('far').querySelector('.related')).toBeNull();
  });

  describe('its feed', () => {
    const feed = (): Document => {
      const { window } = new JSDOM('');
      return new window.DOMParser().parseFromString(
        readFileSync(join(built.dist, 'rss.xml'), 'utf8'),
        'application/xml',
      );
    };
    const text = (parent: Document | Element, name: string): string =>
      parent.getElementsByTagName(name)[0]?.textContent ?? '';

    it('is RSS 2.0 with all that it must have', () => {
      const rss = feed();
      expect(rss.getElementsByTagName('parsererror').length).toBe(0);
      expect(rss.documentElement.getAttribute('version')).toBe('2.0');
      const channel = rss.getElementsByTagName('channel')[0];
      for (const name of ['title', 'link', 'description', 'language']) expect(text(rss, name), name).not.toBe('');
      expect(channel?.getElementsByTagName('atom:link')[0]?.getAttribute('href')).toBe(
        `https://host.example${base}/rss.xml`,
      );
      const items = [...rss.getElementsByTagName('item')];
      expect(items.length).toBe(4);
      for (const item of items) {
        expect(text(item, 'link')).toMatch(new RegExp(`^https://host\\.example${base}/posts/[a-z]+/$`, 'u'));
        expect(text(item, 'guid')).toBe(text(item, 'link'));
        expect(Number.isNaN(Date.parse(text(item, 'pubDate')))).toBe(false);
      }
      expect(new Set(items.map((item) => text(item, 'guid'))).size).toBe(4);
    });
    it('shows formulas in MathML and nothing twice', () => {
      const item = [...feed().getElementsByTagName('item')].find((one) => text(one, 'link').endsWith('/one/'));
      const html = item ? text(item, 'content:encoded') : '';
      const { document } = new JSDOM(html).window;
      const formulas = [...document.querySelectorAll('math')];
      expect(formulas.length).toBe(2);
      for (const formula of formulas) expect(formula.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML');
      expect(document.querySelectorAll('math[display=block]').length).toBe(1);
      expect(document.querySelector('.katex, .katex-html, annotation, script, style')).toBeNull();
      expect(html).not.toContain('\\sigma');
      expect(document.querySelector('a[href$="/posts/two/"]')?.getAttribute('href')).toBe(
        `https://host.example${base}/posts/two/`,
      );
    });
  });
});
