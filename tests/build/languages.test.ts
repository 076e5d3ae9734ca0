import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Built, FixtureSite, post } from './fixture-site.ts';

const english = [
  'A sentence with $x$ and a note[^1]; see [](#eq:chain).',
  '$$\n\\sigma = 1 \\label{eq:chain}\n$$',
  '## A section\n\nText.\n\n## Another\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  '```python\nx = 2\n```',
  '[^1]: The note.',
].join('\n\n');

const parts = [
  'A sentence<Margin>A note.</Margin>, and <Measured experiment="vanishing-gradient" claim="sigmoid-50" as="power" />.',
  '<Figure caption="A caption." alt="A line."><svg viewBox="0 0 1 1"><path d="M0 0h1" /></svg></Figure>',
  '## A section\n\nText.\n\n## Another\n\n<VanishingGradient />',
].join('\n\n');

/** What a page says: text, and the attributes that are read out. */
function wordsOf(html: string): string[] {
  const body = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
  const attributes = [...body.matchAll(/\s(?:aria-label|title|alt|content|data-[\w-]+)="([^"]*)"/g)].map(
    ([, text]) => text!,
  );
  return [...attributes, ...body.replace(/<[^>]+>/g, '\n').split('\n')].map((text) => text.trim()).filter(Boolean);
}

// The harder of the two bases; what the other changes, whole-site and good-site see.
const base = '/repo';

describe('posts in two languages', () => {
  let built: Built;
  /** A page without the classes by which Astro ties a component's styles to its elements. */
  const read = (...path: string[]) =>
    readFileSync(join(built.dist, ...path, 'index.html'), 'utf8')
      .replaceAll(/ class="astro-\w{8}"/g, '')
      .replaceAll(/ astro-\w{8}(?=["\s])/g, '');
  const page = (slug: string) => read('posts', slug);
  beforeAll(async () => {
    const posts = {
      'chain/index.md': post('正文。'),
      'chain-en/index.md': `---\ntitle: The chain rule\ndate: 2017-06-10\nlang: en\ntranslationOf: chain\ntags: [Deep Learning]\n---\n\n${english}\n`,
      'allein/index.md': post('Nur deutsch.', 'lang: de\n'),
      'parts-en/index.mdx': `---\ntitle: Parts\ndate: 2017-06-11\nlang: en-GB\nseries: {name: Parts, part: 2}\n---\n\n${parts}\n`,
      'parts/index.md': post('文。', 'series: {name: Parts, part: 1}\n'),
    };
    built = await new FixtureSite('languages', posts, ['vanishing-gradient']).build({ base });
  });

  it('an English post has an English page around it', () => {
    expect(built.output).not.toContain('problems');
    expect(built.code).toBe(0);
    const html = page('chain-en');
    expect(html).toMatch(/<html lang="en"/);
    expect(html).toContain('property="og:locale" content="en_US"');
    expect(html).toContain('<title>The chain rule - Living Lecture Notes</title>');
    expect(html).toContain('>10 June 2017<');
    expect(html).toContain('>Eq.\u00a0(1)</a>');
    expect(html).toContain('aria-label="Back to the text (footnote 1)"');
    // 中文 is the way to the original; the rest of the Han are what the search's index calls its filters.
    const han = wordsOf(html).filter((word) => /\p{sc=Han}/u.test(word));
    expect(han.filter((word) => !['中文', '标签', '分类', '题'].includes(word))).toEqual([]);
  });

  it('the parts of an .mdx post are English too, and a stage in it says that it is Chinese', () => {
    const html = page('parts-en');
    expect(html).toMatch(/<html lang="en"/);
    expect(html).toContain('<figcaption data-figure="Figure">');
    expect(html).toMatch(/<summary[^>]*>Note<\/summary>/);
    expect(html).toMatch(/<data class="measured"[^>]* title="\d+ seeds: from /);
    expect(html).toMatch(/<summary data-unfold="show" data-fold="hide">/);
    expect(html).toMatch(/<section[^>]*class="experiment"[^>]* lang="zh-CN"/);
  });

  it('a title in another language than the page says so, wherever a page leads to it', () => {
    expect(page('parts-en')).toMatch(/<nav class="series"[\s\S]*?<a href="[^"]*\/posts\/parts\/" lang="zh-CN"/);
    expect(page('chain-en')).toMatch(/class="title" lang="(?:zh-CN|de)"/);
    const home = read();
    expect(home).toMatch(/<h2 lang="en"><a [^>]*>The chain rule<\/a><\/h2>\s*<div class="excerpt" lang="en">/);
  });

  it('the feed has the parts of an English post in English', () => {
    const feed = readFileSync(join(built.dist, 'rss.xml'), 'utf8');
    // Not the feed itself in a failure's message: it holds every experiment's figure.
    expect(['A note.', '&gt;Note&lt;', '批注'].filter((word) => feed.includes(word))).toEqual([
      'A note.',
      '&gt;Note&lt;',
    ]);
  });

  it('a Chinese post, and one in a language without a table, have a Chinese page', () => {
    for (const slug of ['chain', 'allein']) {
      expect(page(slug)).toMatch(/<html lang="zh-CN"/);
      expect(page(slug)).toContain('跳到正文');
    }
    expect(page('allein')).toContain('class="prose" lang="de"');
    expect(page('allein')).not.toContain('hreflang');
  });

  it('both name each other and themselves, and the original for everybody else', () => {
    const alternates = (slug: string) =>
      [...page(slug).matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(([, lang, href]) => [
        lang,
        href,
      ]);
    const expected = [
      ['zh-CN', `https://host.example${base}/posts/chain/`],
      ['en', `https://host.example${base}/posts/chain-en/`],
      ['x-default', `https://host.example${base}/posts/chain/`],
    ];
    expect(alternates('chain')).toEqual(expected);
    expect(alternates('chain-en')).toEqual(expected);
    expect(page('chain')).toMatch(
      new RegExp(`<a href="${base}/posts/chain-en/" lang="en" hreflang="en"[^>]*>\\s*English`),
    );
    expect(page('chain-en')).toMatch(new RegExp(`<a href="${base}/posts/chain/" lang="zh-CN"[^>]*>\\s*中文`));
  });
});

it('a translation of nothing, of a translation, or into the same language is reported with its line', async () => {
  const { code, output } = await new FixtureSite('languages-bad', {
    'a/index.md': post('文'),
    'b/index.md': post('x', 'lang: en\ntranslationOf: a\n'),
    'c/index.md': post('x', 'lang: en\ntranslationOf: a\n'),
    'd/index.md': post('x', 'translationOf: a\n'),
    'e/index.md': post('x', 'lang: en\ntranslationOf: nowhere\n'),
    'f/index.md': post('x', 'lang: de\ntranslationOf: b\n'),
    'g/index.md': post('x', 'lang: fr\ntranslationOf: g\n'),
    'h/index.md': post('x', 'lang: en\ntranslationOf: i\n'),
    'i/index.md': post('x', 'translationOf: h\n'),
    'j/index.md': post('x', 'lang: en_US\n'),
  }).build();
  expect(code).not.toBe(0);
  expect(output).toMatch(/posts\/c\/index\.md:5:1\s+“b” is in the same language \(en\)/);
  expect(output).toMatch(/posts\/d\/index\.md:4:1\s+“a” is in the same language \(zh\)/);
  expect(output).toMatch(/posts\/e\/index\.md:5:1\s+there is no post “nowhere”/);
  expect(output).toMatch(/posts\/f\/index\.md:5:1\s+“b” is a translation itself\s+→ name its original: a/);
  expect(output).toMatch(/posts\/g\/index\.md:5:1\s+a post cannot be a translation of itself/);
  expect(output).toMatch(/posts\/h\/index\.md:5:1\s+“i” says in turn that it translates this post/);
  expect(output).toMatch(/posts\/j\/index\.md:4:1\s+front matter: lang must be a language tag: en, zh-CN, pt-BR/);
});
