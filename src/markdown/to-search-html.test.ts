import { fromHtml } from 'hast-util-from-html';
import { expect, it } from 'vitest';
import { toSearchHtml as ofTree } from './to-search-html.ts';
import { withTexAlone } from './cut-formulas.ts';

/** As a build does it. */
const toSearchHtml = (html: string): string | undefined => ofTree(fromHtml(withTexAlone(html)));

const body = (html: string): string | undefined =>
  /<main data-pagefind-body="">(.*)<\/main>/u
    .exec(toSearchHtml(`<!doctype html><html><body><main data-pagefind-body>${html}</main></body></html>`) ?? '')?.[1]
    ?.replaceAll('\u200b', '');

it('puts a formula’s TeX in its place', () => {
  const formula =
    '<span class="katex" translate="no"><span class="katex-mathml"><math><semantics><mi>σ</mi><annotation encoding="application/x-tex">\\sigma^{i-1}</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">σi−1</span></span>';
  expect(body(`<p>得${formula}后</p>`)).toBe('<p>得 \\sigma^{i-1} 后</p>');
  expect(body('<h2 id="a"><span class="katex"><span class="katex-html">σ</span></span></h2>')).toBe(
    '<h2 id="a">σ</h2>',
  );
});
it('leaves the tools of the page out, and of an experiment all but its words', () => {
  expect(body('<p>字<button>复制</button><sup><a href="#fn" data-footnote-ref>1</a></sup></p>')).toBe(
    '<p>字<sup></sup></p>',
  );
  expect(
    body('<section data-experiment="x"><h3>问题</h3><label>深度</label><table><tbody></tbody></table></section>'),
  ).toBe('<section data-experiment="x"><h3>问题</h3></section>');
  expect(body('<table><tbody><tr><td>数</td></tr></tbody></table>')).toContain('数');
});
it('makes each Han character a word, but not those of a tag', () => {
  const html = '<body data-pagefind-body><p>用 LSTM 网络<a data-pagefind-filter="标签">梯度</a></p></body>';
  expect(toSearchHtml(html)?.replaceAll('\u200b', '|')).toContain(
    '<p>|用| LSTM |网|络|<a data-pagefind-filter="标签">梯度</a></p>',
  );
});
it('passes over pages that are no posts', () => {
  expect(toSearchHtml('<!doctype html><html><body><main>首页</main></body></html>')).toBeUndefined();
});
