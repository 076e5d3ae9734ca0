import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converted, described, faultsAfter, jobOn } from './convert-text.ts';
import { convertPost } from '../../src/import/convert-post.ts';

/** Source -> what stands in the post. */
const table = (cases: readonly (readonly [name: string, source: string, text: string])[]): void => {
  it.each(cases)('%s', (_, source, text) => {
    expect(converted(source).trim()).toBe(text);
  });
};

const notes = (source: string): string[] => {
  const job = jobOn(source);
  convertPost(job);
  return job.manuscript.notes.map(({ line, message }) => `${line ?? ''} ${message}`);
};

describe('formulas', () => {
  table([
    ['in the line', '其中$$x$$是', '其中$x$是'],
    ['side by side', '$$a$$$$b$$', '$a$ $b$'],
    ['a block without blank lines around', '上\n$$\nx\n$$\n下', '上\n\n$$\nx\n$$\n\n下'],
    ['a block on one line', '上\n\n$$x$$ \n\n下', '上\n\n$$\nx\n$$\n\n下'],
    ['in a list', '- 甲\n\n  $$x$$\n- 乙', '- 甲\n\n  $$\n  x\n  $$\n\n- 乙'],
    ['first in a list item', '1. $$x$$\n2. 乙', '1. $$\n   x\n   $$\n\n2. 乙'],
    ['under a list item', '1. 甲\n$$\nx\n$$\n2. 乙', '1. 甲\n\n   $$\n   x\n   $$\n\n2. 乙'],
    ['in a quotation', '> $$\n> x\n> $$', '> $$\n> x\n> $$'],
    ['in a heading', '## 关于 $$x$$', '## 关于 $x$'],
    ['in a table', '|a|b|\n|-|-|\n|$$P(a|b)$$|$$\\|x\\|$$|', '|a|b|\n|-|-|\n|$P(a\\vert b)$|$\\Vert x\\Vert$|'],
    ['with brackets', '\\\\(x\\\\) 和 \\(y^2\\)', '$x$ 和 $y^2$'],
    ['with escaped brackets that are none', '\\[不是\\]', '\\[不是\\]'],
    ['without dollars', '\\begin{align}\na&=b\n\\end{align}', '$$\n\\begin{align}\na&=b\n\\end{align}\n$$'],
    ['with one dollar', '$x_i$，$n$', '$x_i$，$n$'],
    ['centred', '<center>$$x$$</center>', '$$\nx\n$$'],
    ['at the start of a block, escaped', '\\$$x$$ 在行里', '$x$ 在行里'],
    [
      'numbered and referred to',
      '$$\nx \\label{loss fn}\n$$\n\n见 \\eqref{loss fn}',
      '$$\nx\n\\label{eq:loss-fn}\n$$\n\n见 [](#eq:loss-fn)',
    ],
    ['broken', '$$\\frac{1}{$$ 坏', '`\\frac{1}{` 坏'],
    ['broken, by itself', '$$\n\\nosuch\n$$', '```tex\n\\nosuch\n```'],
    ['indented by a tab', '上\n\n\t**$$x$$ 缩进**', '上\n\n**$x$ 缩进**'],
    ['with a dollar inside', '$$\\text{若 $x$}$$ 时', '$$\\text{若 $x$}$$ 时'],
  ]);
  it('are counted, and named with their line', () => {
    const job = jobOn('---\ntitle: 题\n---\n\n$$x$$ 和 $$损失$$\n\n坏 $$\\nosuch$$');
    convertPost(job);
    expect(job.formulas).toEqual({ found: 3, rendered: 2, translated: 1, failed: 1 });
    expect(job.manuscript.notes.map(({ line }) => line)).toEqual([5, 7]);
  });
});

describe('dollars', () => {
  table([
    ['prices', '$5 和 $6', '\\$5 和 \\$6'],
    ['variables', '$HOME/a_b 和 $PATH', '\\$HOME/a_b 和 \\$PATH'],
    ['escaped already', '\\$5', '\\$5'],
    ['beside a formula', '$5 的 $$x$$', '\\$5 的 $x$'],
    ['in code', '`$5` 和\n\n```\n$5 $$x$$\n```', '`$5` 和\n\n```\n$5 $$x$$\n```'],
  ]);
});

describe('Liquid', () => {
  table([
    ['addresses', '[x]({{ site.url }}{{ site.baseurl }}/a/)', '[x](/a/)'],
    ['facts', '{{ site.title }}', '旧博客'],
    ['a post', '[x]({% post_url 2016-10-11-known %})', '[x](/posts/known/)'],
    ['raw', '{% raw %}$$\\frac{{a}}{{b}}$${% endraw %}', '$$\n\\frac{ {a}}{ {b}}\n$$'],
    ['raw in the text', '{% raw %}{{ x }}{% endraw %}', '`{{ x }}`'],
    ['highlight', '{% highlight python linenos %}\nx = "{{ y }}"\n{% endhighlight %}', '```python\nx = "{{ y }}"\n```'],
    ['an include of a picture', '{% include figure.html src="/there.png" caption="图" %}', '![图](./there.png)'],
    ['what nobody knows', 'a{{ foo }}b{% bar %}c', 'abc'],
    ['braces that close nothing', '看 {{ 这里', '看 `{{` 这里'],
    ['filters', "![x]({{ '/there.png' | relative_url }})", '![x](./there.png)'],
    ['assign', '{% assign p = "there.png" %}![x](/{{ p }})', '![x](./there.png)'],
  ]);
  it('is reported where it goes', () => {
    expect(notes('---\ntitle: 题\n---\n一\n{% include ads.html %}')).toEqual([
      '5 {% include ads.html %} is left out: what it drew only its template knows',
    ]);
  });
});

describe('pictures', () => {
  table([
    ['with a back-slash and a space', '![x](\\images\\there a.png)', '![x](./there.png)'],
    ['without words', '![](/there.png)', '![there](./there.png)'],
    ['missing', '![字](/none.png)', '［图：字］'],
    ['with a title', '![x](/there.png "图 1")', '![x](./there.png "图 1")'],
    ['in a link', '[![x](/there.png)](/y/)', '[![x](./there.png)](/y/)'],
    ['in HTML', '<img width="3" src="/there.png" alt="x">', '![x](./there.png)'],
    ['by reference', '![x][p]\n\n[p]: /there.png', '![x](./there.png)'],
    ['with a formula in its words', '![图 $$x_1$$](/there.png)', '![图 x\\_1](./there.png)'],
    ['with a size', '![x](/there.png =100x20)', '![x](./there.png)'],
    ['with attributes', '![x](/there.png){: width="3"}', '![x](./there.png)'],
  ]);
});

describe('HTML', () => {
  table([
    ['centred', '<center>字</center>', '字'],
    ['in a heading', '### <center>题</center>', '## 题'],
    ['in bold', '**<center>字</center>**', '**字**'],
    ['not closed', '<b>粗\n\n下', '<b>粗</b>\n\n下'],
    ['closes nothing', '字</b>', '字'],
    ['a script', '前<script>x</script>后', '前后'],
    ['a frame', '<iframe src="//a.b/c"></iframe>', '[内嵌内容：a.b](https://a.b/c)'],
    ['no tag at all', 'vector<T> 和 a<b 且 c>d', 'vector\\<T> 和 a\\<b 且 c>d'],
    ['no tag, and Markdown in it', 'a<b\n\n**粗**> 字', 'a\\<b\n\n**粗**> 字'],
    ['a link', '<a href="/x/" target="_blank">字</a>', '[字](/x/)'],
    ['a place', '<a name="p"></a>字', '<span id="p"></span>字'],
    ['a comment before text', '<!-- x -->字', '<!-- x -->\n\n字'],
    ['pre', '<pre>a &lt; b</pre>', '```\na < b\n```'],
    ['a line break', '一<br/>二', '一<br>二'],
    ['an address', '<https://a.b/c> <m@a.b>', '<https://a.b/c> <m@a.b>'],
  ]);
});

describe('kramdown', () => {
  table([
    ['attributes', '字\n{: .note}', '字'],
    ['a table of contents', '* TOC\n{:toc}\n\n字', '字'],
    ['a named heading', '## 节 {#a}', '## <span id="a"></span>节'],
    ['a definition', '词\n: 义', '- **词**\n\n  义'],
    ['an abbreviation', 'HTML\n\n*[HTML]: x', 'HTML'],
    ['a line break', '一\\\\\n二', '一\\\n二'],
    ['a footnote', '字[^1]\n\n[^1]: 注', '字[^1]\n\n[^1]: 注'],
  ]);
});

describe('headings', () => {
  table([
    ['without a space', '##题', '## 题'],
    ['from level 1', '---\ntitle: 题\n---\n# 一\n\n### 二\n\n# 三', '## 一\n\n### 二\n\n## 三'],
    ['underlined', '---\ntitle: 题\n---\n一\n===\n\n二\n---', '## 一\n\n### 二'],
    ['a rule under two lines', '一\n二\n---', '一\n二\n\n---'],
    ['numbers are none', '#1 号', '#1 号'],
    ['closed', '## 一 ##', '## 一'],
  ]);
  it('one that says the title goes', () => {
    expect(converted('---\ntitle: 题\n---\n# 题\n\n字').trim()).toBe('字');
  });
});

describe('tables', () => {
  table([
    ['without a header', '|a|b|\n|c|d|', '| | |\n| --- | --- |\n|a|b|\n|c|d|'],
    ['right under text', '字\na | b\n--|--\n1 | 2', '字\n\na | b\n--|--\n1 | 2'],
    ['with a narrow delimiter row', '|a|b|c|\n|-|-|\n|1|2|3|', '|a|b|c|\n| - | - | --- |\n|1|2|3|'],
    ['with rules and a foot', '|a|b|\n|-|-|\n|1|2|\n|---\n|3|4|\n|===\n|5|6', '|a|b|\n|-|-|\n|1|2|\n|3|4|\n|5|6'],
    ['with a bar in code', '|a|\n|-|\n|`x|y`|', '|a|\n|-|\n|`x\\|y`|'],
  ]);
});

describe('links', () => {
  table([
    ['with spaces', '[x]( http://a.b/c d )', '[x](http://a.b/c%20d)'],
    ['without text', '[](http://a.b/)', '[http://a.b/](http://a.b/)'],
    ['bare, before Han', 'http://a.b/c，后', '<http://a.b/c>，后'],
    ['by reference with a space', '[x] [r]\n\n[r]: http://a.b/', '[x][r]\n\n[r]: http://a.b/'],
  ]);
});

describe('the excerpt’s mark', () => {
  table([
    ['without spaces', '一\n<!--more-->\n二', '一\n\n<!-- more -->\n\n二'],
    ['twice', '一\n\n<!-- more -->\n\n二\n\n<!-- more -->\n\n三', '一\n\n<!-- more -->\n\n二\n\n三'],
  ]);
});

const bits = fc.constantFrom(
  '**粗**',
  '**“引”**b',
  '$$x_1$$',
  '$$\\frac{a}{b',
  '$$',
  '$5',
  '$x_1$',
  '`code`',
  '`',
  '```',
  '\n',
  '\n\n',
  '    ',
  '- ',
  '> ',
  '# ',
  '###',
  '| a | b |',
  '|---|---|',
  '<b>',
  '</b>',
  '<center>',
  '</center>',
  '<div>',
  '</div>',
  '<br>',
  '<img src="there.png">',
  '![](gone x.png)',
  '[l](http://a.b/c_d)',
  '{{ site.url }}',
  '{{ x }}',
  '{% if x %}',
  '{% highlight py %}',
  '{% endhighlight %}',
  '{: .a}',
  '中文，',
  'text',
  '*',
  '_',
  '~~',
  '<!-- more -->',
  '\\(a\\)',
  '\\begin{align}a&=b\\end{align}',
  '\\label{a}',
  '\\eqref{a}',
  '[^1]',
  'term\n: def',
  'a<b',
  '<T>',
  'http://x.y/z',
  '**',
  '\\',
  '<table><tr><td>',
  '</td></tr></table>',
  '---',
  '\t',
  '2**3',
  '$$a|b$$',
);

describe('any text', () => {
  it('becomes one that builds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(bits, { maxLength: 12 }), async (parts) => {
        const faults = await faultsAfter(parts.join(''));
        expect(faults.filter((fault) => /^\d*: |repairs do not end/.test(fault))).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });
  it('becomes the same each time', () => {
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 12 }), (parts) => {
        expect(converted(parts.join(''))).toBe(converted(parts.join('')));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a post says of itself', () => {
  const post = (yaml: string, file?: string, config?: Record<string, unknown>) =>
    described(`---\n${yaml}\n---\n中文的正文。`, file, config);

  it('the date is of the file’s name, the front matter, or the file', () => {
    expect(post('title: x').date).toBe('2016-10-11');
    expect(post('date: 2017-01-02 23:30:00 +0800').date).toBe('2017-01-02');
    expect(post('date: 2017-01-02 23:30:00 +0000', undefined, { timezone: 'Asia/Shanghai' }).date).toBe('2017-01-03');
    expect(post('date: 2017年1月2日').date).toBe('2017-01-02');
    expect(post('title: x', 'notes.md').date).toBe('2020-02-02');
  });
  it('tags and categories are lists, words, or one', () => {
    expect(post('tags: a b\ncategories: "甲, 乙"\ncategory: 丙 丁')).toMatchObject({
      tags: ['a', 'b'],
      categories: ['甲', '乙', '丙 丁'],
    });
    expect(post('tags: [C#, 2016, 是]').tags).toEqual(['C#', '2016', '是']);
    expect(post('title: x', 'notes/_posts/2016-10-11-a.md').categories).toEqual(['notes']);
  });
  it('what is not published is a draft', () => {
    expect(post('published: false').draft).toBe(true);
    expect(post('title: x', '_drafts/a.md').draft).toBe(true);
    expect(post('title: x').draft).toBe(false);
  });
  it('old addresses are those of the blog’s pattern and the post’s own', () => {
    expect(post('permalink: /own/').addresses).toEqual(['/own/']);
    expect(post('redirect_from: /old/', undefined, { permalink: '/:year/:title/' }).addresses).toEqual([
      '/2016/name/',
      '/old/',
    ]);
    const defaults = [{ scope: { path: '', type: 'posts' }, values: { permalink: '/blog/:title' } }];
    expect(post('title: x', undefined, { defaults }).addresses).toEqual(['/blog/name']);
    expect(post('title: x').addresses).toEqual(['/2016/10/11/name.html', '/name/']);
    expect(post('title: x', '_drafts/a.md').addresses).toEqual([]);
  });
  it('the language is the front matter’s or the script’s', () => {
    expect(post('lang: en').lang).toBe('en');
    expect(post('title: x').lang).toBeUndefined();
  });
});
