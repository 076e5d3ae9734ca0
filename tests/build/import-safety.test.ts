import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { siteForImports } from './import-home.ts';
import { renderText } from './render-text.ts';

describe('a post from anywhere', () => {
  const { imported } = siteForImports();
  const config = { '_config.yml': 'title: t\nurl: https://me.example\n' };
  const file = '_posts/2021-03-04-a.md';
  const picture = readFileSync('tests/build/fixtures/jekyll-blog/images/net/layers.png');

  it('takes out what would run or load, and says so of each', async () => {
    const hostile = {
      '<script>': '<script>alert(1)</script>',
      onerror: '<img src="/img/a.png" alt="图" onerror="alert(1)">',
      onclick: '<a href="https://a.example" onclick="alert(1)">甲</a>',
      'onmouseover ': '<b onmouseover="alert(1)">乙</b>',
      'javascript:alert(1)': '[丙](javascript:alert(1))',
      'javascript:alert(2)': '[嵌[套[丁]]](javascript:alert(2))',
      'javascript:alert(3)': '[戊]\n\n[戊]:\njavascript:alert(3)',
      '&#106;avascript:alert(4)': '<a href="&#106;avascript:alert(4)">己</a>',
      'data:text/html': '<a href="data:text/html,<b>x</b>">庚</a>',
      'data:image/svg+xml': '![辛](data:image/svg+xml;base64,PHN2Zz4=)',
      onLoad: '<svg viewBox="0 0 1 1" onload="alert(5)"><a href="#gone"><text>壬</text></a></svg>',
      foreignObject:
        '<svg viewBox="0 0 1 1"><foreignObject><iframe src="https://a.example"></iframe></foreignObject></svg>',
      MathML: '<math><mtext><img src="/img/a.png" onerror="alert(6)">癸</mtext></math>',
      srcdoc: '<iframe srcdoc="<script>alert(7)</script>"></iframe>',
      'evil.svg holds a script': '[子](/img/evil.svg)',
      '\\url': '$$\\url{javascript:alert(8)}$$',
    };
    const { report, post } = await imported({
      ...config,
      'img/a.png': picture,
      'img/evil.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(9)</script></svg>',
      [file]: `---\ntitle: 题\n---\n${Object.values(hostile).join('\n\n')}\n`,
    });
    const said = report.posts.flatMap(({ notes }) => notes.map(({ message }) => message));
    for (const words of Object.keys(hostile)) expect(said.join('\n')).toContain(words.trim());
    const { html, links } = await renderText(post);
    expect(html).not.toMatch(
      /<(?:script|iframe|object|foreignObject|math><mtext)|<[^>]*\son\w+\s*=|<[^>]*=\s*["']?\s*(?:java|data:)/i,
    );
    expect(links.map(({ url }) => url)).toEqual(['https://a.example']);
    expect(report.files).toBe(0);
  });

  it('lets no tag live in a block of HTML, where a back-slash means nothing', async () => {
    const { post, report } = await imported({
      ...config,
      [file]: '---\ntitle: 题\n---\n<summary><svg onload=alert(1)> 文\n\n<b>\n<img src=x onerror=alert(2) <i\n',
    });
    expect(report.posts[0]?.fault).toBeUndefined();
    const { html } = await renderText(post);
    expect(html).not.toMatch(/<[a-z]+[^>]*\son\w+\s*=/i);
    expect(html).toContain('&#x3C;svg');
  });

  it('leaves links to parts that are not there as words, however they are written', async () => {
    const { post, report } = await imported({
      ...config,
      [file]: '---\ntitle: 题\n---\n<a href="#gone">甲</a>，[乙[丙[丁]]](#gone)，[戊]\n\n> [戊]: #gone\n',
    });
    expect(report.posts[0]?.fault).toBeUndefined();
    const { links, problems } = await renderText(post, 'a');
    expect(problems).toEqual([]);
    expect(links.map(({ url }) => url).filter((url) => url !== '/posts/a/')).toEqual([]);
  });
});
