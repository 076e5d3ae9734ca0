import { expect, it } from 'vitest';
import { toFeedHtml } from './to-feed-html.ts';

const feed = (html: string, lang?: string): string =>
  toFeedHtml(html, 'https://host.example/repo/posts/a/', '/repo/', lang);

it.each([
  ['as the pipeline writes it, without parsing it', '<span class="katex" translate="no">'],
  ['as a tree', '<span class="katex">'],
])('keeps only the MathML of a formula: %s', (_, opening) => {
  const html = `<p>由 ${opening}<span class="katex-mathml"><math display="block"><semantics><mi>x&#x3C;y</mi><annotation encoding="application/x-tex">x</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span style="height:1em">x</span></span></span>得</p>`;
  expect(feed(html)).toBe('<p>由 <math display="block"><mi>x&#x3C;y</mi></math>得</p>');
});
it('keeps a display formula’s MathML and drops its box, buttons and links back', () => {
  const html =
    '<div class="formula" id="eq-a"><div class="formula-box" tabindex="0"><span class="katex-display"><span class="katex"><math display="block"><mi>x</mi></math></span></span></div><div class="formula-back"><a href="#r">↩</a></div><button>复制</button></div>';
  expect(feed(html)).toBe('<div><math display="block"><mi>x</mi></math></div>');
});
it('makes every address absolute and under the base', () => {
  expect(
    feed('<a href="/repo/b/">b</a><a href="/c/">c</a><a href="#d">d</a><img src="e.png" srcset="f.png 2x" alt="图">'),
  ).toBe(
    '<a href="https://host.example/repo/b/">b</a><a href="https://host.example/repo/c/">c</a><a href="https://host.example/repo/posts/a/#d">d</a><img src="https://host.example/repo/posts/a/e.png" alt="图">',
  );
});
it('keeps an experiment’s still with its caption, or says where it runs', () => {
  const still = '<figure class="still"><img src="/s.svg" alt="曲线"><figcaption>说明</figcaption></figure>';
  expect(
    feed(`<astro-island uid="1"><section data-experiment="x"><button>运行</button>${still}</section></astro-island>`),
  ).toBe('<figure><img src="https://host.example/repo/s.svg" alt="曲线"><figcaption>说明</figcaption></figure>');
  expect(feed('<astro-island><div>x</div></astro-island>')).toBe(
    '<p><a href="https://host.example/repo/posts/a/">此处有一个实验，请到原文运行。</a></p>',
  );
  expect(feed('<astro-island><div>x</div></astro-island>', 'en')).toContain('>An experiment stands here;');
});
it('keeps of a term its words', () => {
  expect(feed('<p>一个<a class="term x" href="/repo/glossary/#norm" data-entry="尺子">范<em>数</em></a>。</p>')).toBe(
    '<p>一个范<em>数</em>。</p>',
  );
});
it('drops scripts, styles and comments', () => {
  expect(feed('<!-- c --><script>x</script><style>y</style><p onclick="z" class="k">t</p>')).not.toMatch(
    /script|style|<!--|class/,
  );
});
