import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emptyBlog, faultsAfter, jobOn } from './convert-text.ts';
import { siteForImports } from './import-home.ts';
import { convertPost } from '../../src/import/convert-post.ts';

/** A text as a blog with these pages' MathJax would have it. */
function withDollars(text: string): string {
  const job = { ...jobOn(text), blog: { ...emptyBlog, dollarMaths: true } };
  convertPost(job);
  return job.manuscript.text.trim();
}

describe('dollars as MathJax pairs them', () => {
  it.each([
    ['numbers', '先取 $2$，后取 $-7$，共 $2 + 5 = 7$ 次。', '先取 $2$，后取 $-7$，共 $2 + 5 = 7$ 次。'],
    ['glued to letters', '用 5$\\times$5 的窗，共 M$\\cdot$N 个。', '用 5$\\times$5 的窗，共 M$\\cdot$N 个。'],
    ['with spaces inside', '令 $ y_2$ 与 $\\beta $ 相等。', '令 $y_2$ 与 $\\beta$ 相等。'],
    [
      'a sentence between two prices',
      '买了 $3 的笔和一本书，又花 $4 寄出去。',
      '买了 \\$3 的笔和一本书，又花 \\$4 寄出去。',
    ],
    ['not across paragraphs', '一共 $3。\n\n又 $4。', '一共 \\$3。\n\n又 \\$4。'],
  ])('%s', (_, source, text) => {
    expect(withDollars(source)).toBe(text);
  });
});

describe('nothing goes without a word', () => {
  it.each([
    [
      'a comment that holds a fence',
      '甲\n\n<!--\n旧：\n\n~~~\nrm a\n~~~ -->\n\n乙\n\n```\nls\n```\n\n丙',
      '甲\n\n乙\n\n```\nls\n```\n\n丙',
    ],
    ['a fence that holds a comment', '```\n<!-- `a` -->\n```', '```\n<!-- `a` -->\n```'],
    ['a comment that never ends', '甲 <!-- 乙\n\n丙', '甲 \\<!-- 乙\n\n丙'],
    [
      'code in a box of Markdown',
      '<div markdown="1">\n\n看：\n\n    b = 2 * a_1\n\n完。\n</div>',
      '看：\n\n    b = 2 * a_1\n\n完。',
    ],
    ['a footnote that nothing names', '甲\n\n[^李，2020]: 书名。', '甲\n\n\\[李，2020\\]: 书名。'],
    ['a mark of no footnote', '甲[^x]。', '甲\\[^x\\]。'],
    ['a mark and words in brackets', '甲[^1](见后)。\n\n[^1]: 注。', '甲[^1]\\(见后)。\n\n[^1]: 注。'],
    [
      'a cell that begins like a heading',
      '<table><tr><td>#00FF00</td></tr></table>',
      '<table>\n\n<tr>\n\n<td>\n\n\\#00FF00\n\n</td>\n\n</tr>\n\n</table>',
    ],
    ['a picture named <image>', '<image src="/there.png" alt="图"/>', '![图](./there.png)'],
    [
      'a picture from elsewhere in a link',
      '[![牌](https://a.example/b.svg)](https://a.example/c)',
      '[图：牌](https://a.example/c)',
    ],
    [
      'MathML that says its TeX',
      '值 <math><semantics><mi>g</mi><annotation encoding="application/x-tex">g(1)</annotation></semantics></math>。',
      '值 $g(1)$。',
    ],
    [
      'escapes in MathJax’s brackets',
      '取 \\\\( s^\\* \\\\) 和 \\\\( \\(a_1, a_2\\) \\\\)。',
      '取 $s^*$ 和 $(a_1, a_2)$。',
    ],
    ['two dollars with a back-slash in a list', '- \\$$ x|y $$ 是一个数。', '- $x|y$ 是一个数。'],
    [
      'a diagram for a script',
      '<div class="mermaid">\ngraph TD\n  X --> Y\n</div>',
      '```mermaid\ngraph TD\n  X --> Y\n```',
    ],
    [
      'a gist',
      '见 <script src="https://gist.github.com/me/12ab.js?file=a.py"></script>。',
      '见 [gist me/12ab](https://gist.github.com/me/12ab)。',
    ],
    ['a list numbered on under a sentence', '其次：\n3. 丙\n4. 丁', '其次：\n\n3. 丙\n4. 丁'],
    [
      'names of environments with spaces',
      '$$\\begin {cases} a \\end{ cases }$$',
      '$$\n\\begin{cases} a \\end{cases}\n$$',
    ],
    [
      'an indented formula in MathJax’s brackets',
      '即\n\\[\n    \\begin{aligned}\n    a &= b\n    \\end{aligned}\n\\]\n所以',
      '即\n\n$$\n\\begin{aligned}\na &= b\n\\end{aligned}\n$$\n\n所以',
    ],
    ['an indented formula under a sentence', '即\n    $$a$$\n所以', '即\n\n$$\na\n$$\n\n所以'],
    [
      'a summary of several lines',
      '<details><summary><span>\n$$x_1$$\n</span>\n</summary>\n里\n</details>',
      '<details>\n\n<summary> $x_1$ </summary>\n\n里\n\n</details>',
    ],
    ['Octopress’s formulas', '值 {% m %}x_1{% em %}。', '值 $x_1$。'],
    [
      'a caption that holds more than words',
      '{% include fig.html src="there.png" caption="值 $$x$$，[出处](https://a.example)" %}',
      '![值 x，出处](./there.png)\n\n值 $x$，[出处](https://a.example)',
    ],
    [
      'words of an include that nobody knows',
      '{% include note.html content="见[此处](https://a.example)。" %}',
      '见[此处](https://a.example)。',
    ],
    [
      'Liquid in quotation marks',
      '写 {{ "{% highlight c" }} %} 与 {{ "{{ x" }} }}。',
      '写 `{% highlight c %}` 与 `{{ x }}`。',
    ],
    ['a script’s dollars', '甲<script>$("#a_1").b($(this).c_2)</script>，$x_1$。', '甲，$x_1$。'],
    ['prices between kana', '買った $3 の本と $4 の筆、$x_1$ も。', '買った \\$3 の本と \\$4 の筆、$x_1$ も。'],
    [
      'an environment with a blank line',
      '<p>\n\\begin{equation}\na = b\n\n\\end{equation}\n</p>',
      '$$\n\\begin{equation}\na = b\n\\end{equation}\n$$',
    ],
  ])('%s', (_, source, text) => {
    const job = jobOn(source);
    // Of the pictures here only the badge is on another host.
    const { picture } = job;
    job.picture = (url, line) => (url.startsWith('https:') ? { kind: 'remote', url, name: '牌' } : picture(url, line));
    convertPost(job);
    expect(job.manuscript.text.trim()).toBe(text);
  });

  it('formulas in the words of a picture are words, and not counted', () => {
    const job = jobOn('![图 $$a_1$$](there.png "值 $$b$$") 与 $$c$$。');
    convertPost(job);
    expect(job.manuscript.text.trim()).toBe('![图 a\\_1](./there.png "值 b") 与 $c$。');
    expect(job.formulas).toMatchObject({ found: 1, rendered: 1 });
  });

  it('escapes that are meant are no fault to the site', async () => {
    expect(await faultsAfter('写作 a\\*\\*3 或 \\*b \\**c。')).not.toContain(expect.stringContaining('emphasis'));
  });
});

describe('a whole blog', () => {
  const { imported, removeBlog } = siteForImports();
  const config = { '_config.yml': 'title: t\nurl: https://me.example\nrepository: me/me.github.io\n' };
  const file = '_posts/2021-03-04-a.md';
  const picture = readFileSync('tests/build/fixtures/jekyll-blog/images/net/layers.png');

  it('says that nothing is lost, and only if it is so', async () => {
    const whole = await imported({
      ...config,
      [file]: '---\ntitle: 题\n---\n梯度消失，[见](https://a.example)。\n\n```\nx = 1\n```\n',
    });
    expect(whole.text).toContain('nothing lost');
    expect(whole.report.lost).toEqual({ words: 0, posts: 0 });
    removeBlog();
    // What a loop would have written is not brought over: its link is gone, and that is said.
    const torn = await imported({
      ...config,
      '_posts/2021-03-05-b.md':
        '---\ntitle: 题\n---\n{% for x in site.y %}照[文](https://a.example)画的{% endfor %}\n\n正文。\n',
    });
    expect(torn.text).not.toContain('nothing lost');
    expect(torn.text).toMatch(/_posts\/2021-03-05-b\.md {2}1 links in the source, 0 on the page/);
  });

  it('counts what looks like a formula and was not read as one', async () => {
    const { report, text } = await imported({
      ...config,
      [file]: '---\ntitle: 题\n---\n这里写着 \\frac{1}{2}，也写着 `\\alpha`。\n',
    });
    expect(report.unread).toBe(1);
    expect(text).toMatch(/formulas.*; 1 places more look like one/);
    expect(text).toMatch(/2021-03-04-a\.md {2}“这里写着 \\frac\{1\}\{2\}，也写着” looks like a formula/);
  });

  it('takes pictures by any address of its own repository, and no other', async () => {
    const urls = [
      'https://raw.githubusercontent.com/me/me.github.io/main/img/a.png',
      'https://raw.githubusercontent.com/me/me.github.io/refs/heads/main/img/a.png',
      'https://github.com/me/me.github.io/blob/main/img/a.png?raw=true',
      'https://cdn.jsdelivr.net/gh/me/me.github.io@main/img/a.png',
      'https://me.example/img/a.png',
      'https://raw.githubusercontent.com/you/other/main/img/a.png',
    ];
    const { report } = await imported({
      ...config,
      'img/a.png': picture,
      [file]: `---\ntitle: 题\n---\n${urls.map((url) => `![图](${url})`).join('\n\n')}\n`,
    });
    expect(report.pictures).toEqual({ found: 5, missing: 0, remote: 1, copied: 1 });
  });

  it('reads macros of layouts, those with a default too', async () => {
    const { post } = await imported({
      ...config,
      '_includes/maths.html':
        '<p hidden>$$ \\newcommand{\\E}{\\mathbb{E}} \\newcommand{\\ip}[2][x]{\\langle #1, #2 \\rangle} $$</p><script src="mathjax.js"></script>',
      [file]: '---\ntitle: 题\n---\n$$\\E[\\ip{y}]$$ 与 $$\\ip[z]{y}$$。\n',
    });
    expect(post).toBe('${\\mathbb{E}}[{\\langle x, y \\rangle}]$ 与 ${\\langle z, y \\rangle}$。');
  });

  it('keeps code as it is when links to parts are settled', async () => {
    const { post } = await imported({
      ...config,
      [file]: '---\ntitle: 题\n---\n## Some Part\n\n[去](#some-part) 与 `[去](#gone)`。\n\n```md\n[去](#gone)\n```\n',
    });
    expect(post).toContain('[去](#some-part) 与 `[去](#gone)`');
    expect(post).toContain('```md\n[去](#gone)\n```');
  });

  it('settles what named links lead to, and takes no example for an address', async () => {
    const { post } = await imported({
      ...config,
      [file]:
        '---\ntitle: 题\n---\n## Some Part\n\n[甲][a] 与 [乙][b]，形如 http://ip:port 的。\n\n[a]: #some-part\n[b]: #/37\n',
    });
    expect(post).toContain('[a]: #some-part');
    expect(post).toContain('[b]: /posts/a/');
    expect(post).toContain('形如 `http://ip:port` 的');
  });

  it('brings Distill’s notes and works', async () => {
    const { post, report } = await imported({
      ...config,
      'assets/bibliography/mine.bib': '@article{wu1999, title={T}, author={Wu, A}, year={1999}}\n',
      [file]:
        '---\ntitle: 题\nbibliography: mine.bib\n---\n前人<d-cite key="wu1999"></d-cite>说过<d-footnote>只是一例。</d-footnote>，另见<d-cite key="10.1234/ab.5"></d-cite>。\n',
    });
    expect(post).toBe(
      '前人 [@wu1999]说过[^note-1]，另见（[doi:10.1234/ab.5](https://doi.org/10.1234/ab.5)）。\n\n[^note-1]: 只是一例。',
    );
    expect(report.posts[0]?.notes.filter(({ kind }) => kind === 'look')).toEqual([]);
    expect(report.pictures.copied).toBe(0);
    expect(readFileSync(`src/content/posts/${report.posts[0]?.slug}/references.bib`, 'utf8')).toContain('wu1999');
  });

  it('leaves what Jekyll would not publish, and takes the blog’s language where the script agrees', async () => {
    const { report, text } = await imported({
      '_config.yml': 'title: t\nlang: fr\n',
      '_posts/notes.md': '---\ntitle: non\n---\nRien.\n',
      [file]: '---\ntitle: Oui\n---\nLe gradient disparaît, dit-il, et personne ne voit où il va.\n',
      '_posts/2021-03-05-zh.md': '---\ntitle: 中文\n---\n梯度消失了，谁也不知道它去了哪里。\n',
    });
    expect(text).toContain('_posts/notes.md is left where it is: its name has no date');
    const langs = report.posts.map(
      ({ slug }) => /^lang: (\w+)/m.exec(readFileSync(`src/content/posts/${slug}/index.md`, 'utf8'))?.[1],
    );
    expect(langs).toEqual(['fr', undefined]);
  });

  it('sets kramdown’s signs in a text of Latin letters', async () => {
    const { post } = await imported({
      ...config,
      [file]:
        '---\ntitle: T\nlang: en\n---\nThe gate---as he said---is "open"... from 1997--2000, `a--b`, and <<so>> on.\n',
    });
    expect(post).toBe('The gate—as he said—is “open”… from 1997–2000, `a--b`, and «so» on.');
  });
});
