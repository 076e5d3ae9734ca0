import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { beforeAll, describe, expect, it } from 'vitest';
import { glossary } from '../../src/site/glossary.ts';
import { type Built, FixtureSite, post } from './fixture-site.ts';

// The harder of the two bases; what the other changes, whole-site and good-site see.
const base = '/repo';

describe('the glossary', () => {
  let built: Built;
  const read = (path: string): string => readFileSync(join(built.dist, path), 'utf8');

  beforeAll(async () => {
    const site = new FixtureSite('glossary', {
      'uses/index.mdx': post(
        '开头的<Term id="norm">范数</Term>。\n\n<More />\n\n## 误差\n\n一个<Term id="gradient" />，又是<Term id="norm">范数</Term>。',
      ),
    });
    built = await site.build({ base });
    expect(built.output).not.toContain('problems in the text');
  });

  it('has every entry at an address of its own, with what belongs to it', () => {
    const found = new Map<string, { text: string; links: string[] }>();
    visit(fromHtml(read('glossary/index.html')), 'element', (node) => {
      const { id } = node.properties;
      if (typeof id !== 'string' || !glossary.has(id)) return;
      const links: string[] = [];
      visit(node, 'element', ({ tagName, properties }) => {
        if (tagName === 'a') links.push(String(properties['href']));
      });
      found.set(id, { text: toString(node), links });
    });
    expect([...found.keys()].sort()).toEqual([...glossary.keys()].sort());
    for (const [id, { name, english, text, see = [] }] of glossary) {
      for (const words of [name, english, text]) expect(found.get(id)?.text).toContain(words);
      expect(found.get(id)?.links).toEqual(expect.arrayContaining(see.map((other) => `#${other}`)));
    }
    expect(found.get('norm')?.links).toContain(`${base}/posts/uses/`);
    expect(found.get('gradient')?.links).toContain(`${base}/posts/uses/#误差`);
    expect(found.get('bias')?.links.some((link) => link.includes('/posts/'))).toBe(false);
  });

  it('is where a term of a post leads, which says its own name if it has no words', () => {
    const terms: string[] = [];
    visit(fromHtml(read('posts/uses/index.html')), 'element', (node) => {
      if (node.tagName === 'a' && 'dataEntry' in node.properties)
        terms.push(`${toString(node)} -> ${String(node.properties['href'])}`);
    });
    expect(terms).toEqual([
      `范数 -> ${base}/glossary/#norm`,
      `梯度 -> ${base}/glossary/#gradient`,
      `范数 -> ${base}/glossary/#norm`,
    ]);
  });

  it('is listed in the footer and in the site map; lists and the feed have the words alone', () => {
    expect(read('index.html')).toContain(`href="${base}/glossary/"`);
    expect(read('sitemap-0.xml')).toContain(`${base}/glossary/`);
    expect(read('index.html')).toContain('开头的范数。');
    const feed = read('rss.xml');
    expect(feed).toContain('开头的范数。');
    expect(feed).toContain('一个梯度，又是范数。');
    expect(feed).not.toContain('/glossary/');
  });
});
