import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Built, FixtureSite, picture, post } from './fixture-site.ts';

/** Escapes nothing but what stands here: places are `file:line:column`. */
const at = (place: string, message: string): string => `src/content/posts/${place}\n    ${message}`;

/** Words of so many letters together that no compression makes much smaller than half. */
const incompressible = (letters: number): string =>
  Array.from({ length: letters / 40 }, (_, i) => createHash('sha1').update(String(i)).digest('hex')).join(' ');

describe('a build with everything wrong', () => {
  let first: Built;
  let second: Built;
  beforeAll(async () => {
    const site = new FixtureSite('failures', {
      'formulas/index.md': post('坏 $\\frac{1}$\n\n$$\n\\nosuch\n$$\n\n汉 $中$ 逗 $a，b$\n\n价 $5 和 $6'),
      'formulas-x/index.mdx': post('坏 $\\frac{1}$\n\n$$\n\\nosuch\n$$\n\n汉 $中$ 逗 $a，b$\n\n价 $5 和 $6'),
      'labels/index.md': post('$$\nx \\label{eq:a}\n$$\n\n$$\ny \\label{eq:a}\n$$\n\n[](#eq:none)'),
      'labels-x/index.mdx': post('$$\nx \\label{eq:a}\n$$\n\n$$\ny \\label{eq:a}\n$$\n\n[](#eq:none)'),
      'pictures/index.md': post(
        '![](./a.png) ![有](./none.png) <img src="./a.png">\n\n![x]({{ site.url }}\\images\\a.png)\n\n![x](images\\a.png)\n\n![远](https://a.b/c.png)',
      ),
      'pictures/a.png': picture,
      'pictures-x/index.mdx': post('![](./a.png) ![有](./none.png) <img src="/none.png" alt="有" />'),
      'pictures-x/a.png': picture,
      'terms/index.mdx': post('一个<Term id="gradent">梯度</Term>，<Term>范数</Term>，<Term id="norm">范数</Term>。'),
      'prose/index.md': post('前**“引用”**b\n\n{{ site.url }}/images'),
      'prose-x/index.mdx': post('前**“引用”**b'),
      'matter/index.md': '---\ntitel: 题\ndate: 昨天\nupdated: 2016-01-01\ncover: ./none.png\n---\n',
      'yaml/index.md': '---\ntitle: "题\ndate: 2017\n---\n',
      'twin/index.md': post('一'),
      'twin/index.mdx': post('二'),
      'old-a/index.md': post('一', 'redirectFrom: [/machine learning/NN1/]\n'),
      'old-b/index.md': post('二', 'redirectFrom:\n  - /Machine%20Learning/NN1\n'),
      'old-c/index.md': post('三', 'redirectFrom: [/posts/twin/]\n'),
      'old-d/index.md': post('四', 'redirectFrom: [/Machine Learning/nn1/index.html, /machine learning/NN1.html]\n'),
      'old-e/index.md': post('五', 'redirectFrom: [/posts/Old-E/, /%2e%2e/]\n'),
      'old-f/index.md': post('六', 'redirectFrom: [/NN6/, /nn6/, /nn6]\n'),
      'syntax/index.mdx': post('{{ site.url }}'),
      'loose.md': post('何处'),
    });
    first = await site.build();
    second = await site.build();
  });

  it('fails, on the first run and on the cached second one, with the same list', () => {
    expect([first.code, second.code]).toEqual([1, 1]);
    const list = ({ output }: Built) => output.slice(output.indexOf('problems in the text'));
    expect(list(second)).toBe(list(first));
  });

  it.each([
    ['a formula that does not parse, .md', at('formulas/index.md:6:12', 'Unexpected end of input')],
    ['a formula that does not parse, .mdx', at('formulas-x/index.mdx:6:12', 'Unexpected end of input')],
    ['a display formula, .md', at('formulas/index.md:9:1', 'Undefined control sequence: \\nosuch')],
    ['a display formula, .mdx', at('formulas-x/index.mdx:9:1', 'Undefined control sequence: \\nosuch')],
    ['bare Han, .md', at('formulas/index.md:12:4', 'bare “中” in a formula')],
    ['bare Han, .mdx', at('formulas-x/index.mdx:12:4', 'bare “中” in a formula')],
    ['full-width punctuation, .md', at('formulas/index.md:12:11', 'bare “，” in a formula')],
    ['full-width punctuation, .mdx', at('formulas-x/index.mdx:12:11', 'bare “，” in a formula')],
    ['a price, .md', at('formulas/index.md:14:3', '“$5 和 $” is read as a formula')],
    ['a price, .mdx', at('formulas-x/index.mdx:14:3', '“$5 和 $” is read as a formula')],
    ['a label twice, .md', at('labels/index.md:11:3', 'the label eq:a is already used in line 7')],
    ['a label twice, .mdx', at('labels-x/index.mdx:11:3', 'the label eq:a is already used in line 7')],
    ['an unknown label, .md', at('labels/index.md:14:1', 'no formula has the label eq:none')],
    ['an unknown label, .mdx', at('labels-x/index.mdx:14:1', 'no formula has the label eq:none')],
    ['a picture without words, .md', at('pictures/index.md:6:1', 'the picture “./a.png” has no alternative text')],
    ['a picture without words, .mdx', at('pictures-x/index.mdx:6:1', 'the picture “./a.png” has no alternative text')],
    ['a picture without words, in HTML', at('pictures/index.md:6:31', 'the picture “./a.png” has no alternative text')],
    ['a picture that is not there, .md', at('pictures/index.md:6:14', 'the picture “./none.png” does not exist')],
    ['a picture that is not there, .mdx', at('pictures-x/index.mdx:6:14', 'the picture “./none.png” does not exist')],
    ['a picture that is not there, in JSX', at('pictures-x/index.mdx:6:31', 'the picture “/none.png” does not exist')],
    ['a picture elsewhere', at('pictures/index.md:12:1', 'the picture “https://a.b/c.png” is on another host')],
    ['Jekyll’s picture', at('pictures/index.md:8:6', '“{{ site.url }}” is left in the text')],
    ['a back-slash', at('pictures/index.md:10:1', 'a back-slash in the address “images\\a.png”')],
    ['a term that the glossary does not have', at('terms/index.mdx:6:3', 'the glossary has no entry “gradent”')],
    ['a term without an id', at('terms/index.mdx:6:32', 'a term without an id')],
    ['Jekyll’s braces', at('prose/index.md:8:1', '“{{ site.url }}” is left in the text')],
    ['emphasis that does not close, .md', at('prose/index.md:6:2', 'a literal ** in the text')],
    ['emphasis that does not close, .mdx', at('prose-x/index.mdx:6:2', 'a literal ** in the text')],
    ['an unknown field', at('matter/index.md:2:1', 'front matter: unknown “titel”; allowed are: title, ')],
    ['a missing field', at('matter/index.md:1:1', 'front matter: title is missing')],
    ['a bad date', at('matter/index.md:3:1', 'front matter: date must be a date: 2017-06-09')],
    ['a cover that is not there', at('matter/index.md:5:1', 'front matter: the cover “./none.png” does not exist')],
    ['broken YAML', at('yaml/index.md:4:1', 'the front matter is not YAML')],
    [
      'one folder, two posts',
      at('twin/index.mdx', 'the address /posts/twin/ is already taken by src/content/posts/twin/index.md'),
    ],
    [
      'one old address, two posts',
      at(
        'old-b/index.md:4:1',
        'the address /Machine%20Learning/NN1 is already taken by src/content/posts/old-a/index.md',
      ),
    ],
    [
      'one old address, in other words',
      at(
        'old-d/index.md:4:1',
        'the address /Machine Learning/nn1/index.html is already taken by src/content/posts/old-a/index.md',
      ),
    ],
    [
      'an old address that only case tells from the new one',
      at('old-e/index.md:4:1', 'the address /posts/Old-E/ is already taken by this post itself'),
    ],
    ['an old address that is none', at('old-e/index.md:4:1', 'the address “/%2e%2e/” is none')],
    ['an old address that is another post’s', at('old-c/index.md:4:1', 'the address /posts/twin/ is already taken by')],
    ['a syntax error of .mdx', at('syntax/index.mdx:6:', '').trimEnd()],
    ['a file at no address', at('loose.md', 'this file is at no address')],
  ])('names %s', (_, line) => {
    expect(first.output).toContain(line);
  });

  it('says what to do', () => {
    expect(first.output).toContain('→ wrap words in \\text{…}');
    expect(first.output).toContain('write \\$ for a dollar sign');
    expect(first.output).toContain('→ put it beside the post');
    expect(first.output).toMatch(/→ write one of .*\bgradient\b.*src\/site\/glossary\.ts/);
  });

  it('calls nothing wrong that is right', () => {
    expect(first.output).not.toMatch(/old-[af]\/index\.md:/);
    expect(first.output).not.toContain('the address /machine learning/NN1.html');
  });
});

describe.each(['', '/repo'])('dead links under base “%s”', (base) => {
  let built: Built;
  beforeAll(async () => {
    const site = new FixtureSite(`dead-links${base.replace('/', '-')}`, {
      'from/index.md': post(
        '[无](/posts/none/) [有](/posts/to/) [部](/archive/#无) [节](/posts/to/#节)\n\n[稿](/posts/draft/) <a href="/none/">x</a> [相](../none/) [外](https://a.b/)',
      ),
      'from-x/index.mdx': post('[无](/posts/none/) <a href="/none/">x</a>'),
      'to/index.md': post('## 节'),
      'heavy/index.md': post(`短\n\n${incompressible(300_000)}`),
      'draft/index.md': post('稿', 'draft: true\n'),
      'script/index.md': post('<script src="/nosuch.js"></script>'),
    });
    built = await site.build({ base });
  });
  const prefix = base;

  it('fail the build', () => {
    expect(built.code).toBe(1);
  });
  it.each([
    ['a page, .md', 'from/index.md:6:1', `${prefix}/posts/none/”`],
    ['a page, .mdx', 'from-x/index.mdx:6:1', `${prefix}/posts/none/”`],
    ['a part of another page', 'from/index.md:6:35', `${prefix}/archive/#%E6%97%A0”`],
    ['a draft', 'from/index.md:8:1', `${prefix}/posts/draft/”`],
    ['a relative address', 'from/index.md:8:', '../none/”'],
    ['a link in HTML', 'from/index.md:8:', `${prefix}/none/”`],
    ['a link in JSX', 'from-x/index.mdx:6:19', `${prefix}/none/”`],
  ])('are named: %s', (_, place, url) => {
    expect(built.output).toContain(at(place, '').trimEnd());
    expect(built.output).toContain(`the link “${url} is dead`);
  });
  it('stand beside a page that is too heavy, with what it weighs, what it may weigh, and where to say otherwise', () => {
    expect(built.output).toMatch(
      /posts\/heavy\/index\.html\n.*has 1\d{5} bytes compressed, and may have 100000\n.*budgets\.html/,
    );
  });
  it('are all that is named', () => {
    expect(built.output).toMatch(/9 problems in the text/);
  });
});
