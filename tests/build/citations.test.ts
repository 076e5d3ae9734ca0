import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectFindings, type Findings } from '../../src/markdown/findings.ts';
import { markdown } from '../../src/markdown/index.ts';

const bib = String.raw`
@article{lstm, title={Long {Short-Term} Memory}, author={Hochreiter, Sepp and Schmidhuber, J{\"u}rgen},
  journal={Neural Computation}, volume=9, number=8, pages={1735--1780}, year=1997, doi={10.1162/neco.1997.9.8.1735}}
@inproceedings{he2016, title={Deep Residual Learning, $\sigma^2$ \& more}, booktitle={CVPR}, pages={770--778}, year=2016,
  author={He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian}}
@book{zhou, title={机器学习}, author={周志华}, publisher={清华大学出版社}, address={北京}, year=2016}
@misc{arxiv, title={Highway Networks}, author={Srivastava, R. K.}, year=2015, url={https://arxiv.org/abs/1505.00387}}
@book{five, title={五个人的书}, author={甲一 and 乙二 and 丙三 and 丁四}, publisher={某社}, year=2001}
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citations-'));
  mkdirSync(join(folder, 'a'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function render(text: string, references: string | undefined = bib, lang?: string) {
  if (references !== undefined) writeFileSync(join(folder, 'a', 'references.bib'), references);
  const frontmatter: Record<string, unknown> = lang === undefined ? {} : { lang };
  const findings: Findings = { problems: [], links: [], files: [] };
  collectFindings(frontmatter, findings);
  const renderer = await markdown.processor.createRenderer({
    syntaxHighlight: false,
    shikiConfig: markdown.shikiConfig,
  });
  const fileURL = pathToFileURL(join(folder, 'a', 'index.md'));
  const { code: html, metadata } = await renderer.render(text, { fileURL, frontmatter });
  const [, ...entries] = html.split(/<li id="reference-\d+">/);
  const words = entries.map((entry) =>
    entry
      .replace(/<[^>]+>/g, '')
      .replaceAll('&#x26;', '&')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return { html, words, headings: metadata.headings.map(({ text: heading }) => heading), ...findings };
}

describe('citations', () => {
  it('are numbered in the order of first mention, and lead to the list and back', async () => {
    const { html, headings, problems } = await render('先 [@zhou]，再 [@lstm; @zhou, 第 3 页]。');
    expect(problems).toEqual([]);
    expect(headings).toEqual(['参考文献']);
    expect(html).toContain(
      '<span class="citations">[<a href="#reference-1" id="cite-1-1" class="citation">1</a>]</span>',
    );
    expect(html).toMatch(
      /\[<a href="#reference-2"[^>]*>2<\/a>, <a href="#reference-1" id="cite-1-2"[^>]*>1<\/a>: 第 3 页\]/,
    );
    expect(html).toContain('<a href="#cite-1-2" class="citation-back" aria-label="回到引用处 2">↩2</a>');
  });

  it('the works read as GB/T 7714 writes them, LaTeX as text', async () => {
    const { words } = await render('[@lstm] [@he2016] [@zhou] [@arxiv] [@five]');
    expect(words).toEqual([
      'Hochreiter S, Schmidhuber J. Long Short-Term Memory[J]. Neural Computation, 1997, 9(8): 1735–1780. DOI: 10.1162/neco.1997.9.8.1735 ↩',
      'He K, Zhang X, Ren S, et al. Deep Residual Learning, σ² & more[C]//CVPR, 2016: 770–778. ↩',
      '周志华. 机器学习[M]. 北京: 清华大学出版社, 2016. ↩',
      'Srivastava R K. Highway Networks[EB/OL]. 2015. https://arxiv.org/abs/1505.00387 ↩',
      '甲一, 乙二, 丙三, 等. 五个人的书[M]. 某社, 2001. ↩',
    ]);
  });

  it('are none in code, formulas and links, in addresses and names, and cost nothing where there are none', async () => {
    const text = '`[@lstm]` 与 $[@lstm]$，[见 [@lstm]](/a/)，me@lstm.org，@lstm，[@ lstm]。\n\n    [@lstm]';
    const { html, files } = await render(text);
    expect(html).not.toContain('citation');
    expect(files).toEqual([]);
  });

  it('in an English post have an English list', async () => {
    expect((await render('See [@lstm].', bib, 'en')).headings).toEqual(['References']);
  });

  it('an unknown key is reported where it stands, with those like it', async () => {
    const { problems } = await render('好。\n\n见 [@lstm1997]。');
    expect(problems).toMatchObject([{ line: 3, kind: 'unknown-citation', message: 'no work has the key “lstm1997”' }]);
    expect(problems[0]?.remedy).toMatch(/^perhaps lstm; /);
    const without = await render('见 [@lstm]。', '');
    expect(without.problems[0]?.remedy).toContain('put it into references.bib');
  });

  it('a file that is no BibTeX is reported with its name and line', async () => {
    const { problems } = await render('见 [@a]。', '@article{a,\n title = {x},\n author = {y\n}\n');
    expect(problems).toMatchObject([
      { file: join(folder, 'a', 'references.bib'), line: 5, kind: 'bad-bibliography' },
      { kind: 'unknown-citation' },
    ]);
  });

  it('make a kept post depend on the files of works', async () => {
    const { files } = await render('见 [@lstm]。');
    expect(files).toContain(join(folder, 'a', 'references.bib'));
  });
});
