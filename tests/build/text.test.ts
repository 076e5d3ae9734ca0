import { afterEach, describe, expect, it } from 'vitest';
import { setBasePath } from '../../src/markdown/base-path.ts';
import { renderText } from './render-text.ts';

const faults = async (text: string): Promise<string[]> =>
  (await renderText(text)).problems.map(({ line, column, kind }) => `${line}:${column} ${kind}`);

afterEach(() => setBasePath('/'));

it('an address with a percent sign that escapes nothing is an address', async () => {
  expect(await faults('[a](https://a.b/100%) [b](#100%) <a id="100%"></a>')).toEqual([]);
});

it('columns are aligned by style, not by the attribute that HTML has given up', async () => {
  expect((await renderText('|a|b|\n|:-:|--|\n|1|2|')).html).toContain(
    '<th style="text-align: center">a</th><th>b</th>'.replace('><th>', '>\n<th>'),
  );
});

describe('formulas', () => {
  it('are HTML and MathML, never translated, with the author’s TeX', async () => {
    const { html } = await renderText('行内 $\\sigma^i$。');
    expect(html).toContain('<span class="katex" translate="no"><span class="katex-mathml"><math');
    expect(html).toContain('<annotation encoding="application/x-tex">\\sigma^i</annotation>');
    expect(html).toContain('class="katex-html" aria-hidden="true"');
  });
  it('stand by themselves when $$ … $$ is the whole paragraph, as in Jekyll, and in the line otherwise', async () => {
    expect((await renderText('$$x$$')).html).toContain('katex-display');
    expect((await renderText('其中$$x$$是')).html).not.toContain('katex-display');
  });
  it('scroll in a focusable box with a name', async () => {
    expect((await renderText('$$x$$')).html).toContain(
      '<div class="formula"><div class="formula-box" tabindex="0" role="group" aria-label="公式">',
    );
  });
  it('may mark numbers for experiments, and nothing else of HTML', async () => {
    const { html, problems } = await renderText('$\\htmlData{value=ratio}{10}+\\htmlClass{term}{x}$');
    expect(problems).toEqual([]);
    expect(html).toContain('data-value="ratio"');
    expect(html).toContain('>{10}+x</annotation>');
    expect(await faults('$\\href{https://a.b}{x}$')).toHaveLength(1);
    expect(await faults('$\\htmlId{a}{x}$')).toHaveLength(1);
  });
  it('are reported each, at line and column, when bad', async () => {
    const text = [
      '好 $x$ 坏 $\\frac{1}$',
      '',
      '> $a，b$',
      '',
      '- 项',
      '',
      '  $$',
      '  x +',
      '  \\nosuch',
      '  $$',
      '',
      '$中$',
    ];
    expect(await faults(text.join('\n'))).toEqual([
      expect.stringMatching(/^1:\d+ bad-tex$/) as string,
      '3:5 bare-words-in-tex',
      '9:3 bad-tex',
      '12:2 bare-words-in-tex',
    ]);
  });
  it('bring their own margin: a space typed between Han and a formula goes', async () => {
    const html = async (text: string) => (await renderText(text)).html;
    expect(await html('是第 $i$ 层')).toMatch(/是第<span class="katex".*<\/span>层<\/p>$/);
    expect(await html('是，$i$ 、')).toMatch(
      /是，<span class="formula-run"><span class="katex".*<\/span>、<\/span><\/p>$/,
    );
    // A line breaks before the opening mark or after the closing one.
    expect(await html('（$i$）的')).toMatch(
      /^<p><span class="formula-run">（<span class="katex".*<\/span>）<\/span>的<\/p>$/,
    );
    // What may break within ends in a box that holds to the mark.
    expect(await html('有 $k > 1$，')).toMatch(
      /class="base">.*<span class="formula-end"><span class="base">(?!.*class="base").*，<\/span><\/p>$/,
    );
    expect(await html('the $i$ layer')).toMatch(/the <span class="katex".*<\/span> layer<\/p>$/);
    expect(await html('是  $i$')).toContain('是  <span class="katex"');
  });
  it('take no prices', async () => {
    expect(await faults('价格 $5 和 $6。')).toEqual(['1:4 price-as-formula']);
    expect(await faults('从 $5 to $6')).toEqual(['1:3 price-as-formula']);
    expect(await faults('从 \\$5 到 \\$6')).toEqual([]);
    expect((await renderText('$5 和 $6')).problems[0]?.remedy).toContain('write \\$ for a dollar sign');
  });
});

describe('numbered equations', () => {
  const chain = '$$\nx=1 \\label{eq:chain}\n$$\n\n$$\ny\n$$\n\n$$\nz \\label{eq:second}\n$$\n';
  it('link both ways', async () => {
    const { html, problems } = await renderText(`由[](#eq:second)、式 [](#eq:chain)、[链](#eq:chain)。\n\n${chain}`);
    expect(problems).toEqual([]);
    expect(html).toContain('由<a href="#eq-second" id="ref-eq-second-1" class="formula-reference">式\u00a0(2)</a>');
    expect(html).toContain('式 <a href="#eq-chain" id="ref-eq-chain-1" class="formula-reference">(1)</a>');
    expect(html).toContain('id="ref-eq-chain-2" class="formula-reference">链</a>');
    expect(html).toMatch(/<div class="formula" id="eq-chain">.*aria-label="公式 \(1\)"/);
    expect(html).toContain('<a href="#ref-eq-chain-2" aria-label="回到引用处 2">');
    expect(html.match(/class="tag"/g)).toHaveLength(2);
  });
  it('need a label that is known and used once', async () => {
    expect(await faults(`${chain}\n$$\nw \\label{eq:chain}\n$$\n`)).toEqual(['14:3 duplicate-label']);
    expect(await faults('由[](#eq:none)')).toEqual(['1:2 unknown-label']);
    expect(await faults('$x \\label{eq:a}$')).toEqual(['1:4 label-in-line']);
    expect(await faults('$$\nx \\label{a}\n$$')).toEqual(['2:3 malformed-label']);
  });
  it('take no number from environments that number themselves', async () => {
    const { html } = await renderText('$$\n\\begin{align} a &= b \\end{align}\n$$');
    expect(html).not.toContain('eqn-num');
  });
});

describe('the part before the mark', () => {
  it('is the excerpt, with formulas, without marks of footnotes, ids and pictures', async () => {
    setBasePath('/repo/');
    const text = '前 $x$[^1] [内](#二)\n\n<!-- more -->\n\n后\n\n## 二\n\n[^1]: 注';
    const { frontmatter, html } = await renderText(text, '文');
    expect(frontmatter['excerpt']).toMatch(/^<p>前<span class="katex"/);
    expect(frontmatter['excerpt']).toContain('<a href="/repo/posts/%E6%96%87/#%E4%BA%8C">内</a>');
    expect(frontmatter['excerpt']).not.toMatch(/footnote|<sup|more|后|id="/);
    expect(html).not.toContain('more');
  });
  it('is the first paragraph where there is no mark', async () => {
    expect((await renderText('# 头\n\n一\n\n二')).frontmatter['excerpt']).toBe('<p>一</p>');
    // A link around a picture has no words left to press.
    expect((await renderText('前[![图](https://a.b/x.png)](/y/)后')).frontmatter['excerpt']).toBe('<p>前后</p>');
  });
});

it('counts what a post is made of', async () => {
  const { frontmatter } = await renderText(
    `${'字'.repeat(700)} two words $x$\n\n$$y$$\n\n\`\`\`js\na\n\`\`\`\n\n![图](data:,)`,
  );
  expect(frontmatter['readingTime']).toEqual({
    minutes: 2,
    han: 700,
    words: 3,
    formulas: 2,
    experiments: 0,
    code: 1,
    pictures: 1,
  });
});

describe('links and parts', () => {
  it('get the base path, from Markdown and from HTML; links elsewhere get rel', async () => {
    setBasePath('/repo/');
    const { html } = await renderText('[a](/posts/a/) <a href="/b/">b</a> [c](https://c.d) [e](#e)');
    expect(html).toContain('<a href="/repo/posts/a/">');
    expect(html).toContain('<a href="/repo/b/">');
    expect(html).toContain('<a href="https://c.d" rel="noopener">');
    expect(html).toContain('<a href="#e">');
  });
  it('headings have a quiet anchor that stays out of the contents', async () => {
    const { html, headings } = await renderText('## 梯度 $\\sigma^i$ 消失');
    expect(headings).toEqual([{ depth: 2, slug: '梯度-σi-消失', text: '梯度 σi 消失' }]);
    expect(html).toContain('<a class="heading-anchor" href="#梯度-σi-消失" aria-label="本节链接：梯度 σi 消失"></a>');
  });
  it('tables scroll in a focusable box with a name', async () => {
    const { html } = await renderText('| 甲 | 乙 |\n|---|---|\n| $x$ | 二 |\n\n<table><tr><td>三</td></tr></table>');
    expect(html.match(/<div class="table-box" tabindex="0" role="group" aria-label="表格"><table>/g)).toHaveLength(2);
  });
  it('footnotes speak Chinese', async () => {
    const { html } = await renderText('文[^1]\n\n[^1]: 注');
    expect(html).toContain('>脚注</h2>');
    expect(html).toContain('aria-label="返回正文（脚注 1）"');
  });
  it('code has a frame, both palettes, and is not translated', async () => {
    const { html } = await renderText('```python\nx = 2 ** 3\n```');
    expect(html).toMatch(/<div class="code-block"><pre class="astro-code[^>]*translate="no"/);
    expect(html).toContain('--shiki-light:');
    expect(html).toContain('--shiki-dark:');
  });
});
