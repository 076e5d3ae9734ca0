import { describe, expect, it } from 'vitest';
import { renderText } from './render-text.ts';

describe('Chinese emphasis closes', () => {
  it.each([
    ['**中文，**后文', '<strong>中文，</strong>后文'],
    ['**“引用”**后', '<strong>“引用”</strong>后'],
    ['前**（括号）**后', '前<strong>（括号）</strong>后'],
    ['**句子。**后文', '<strong>句子。</strong>后文'],
    ['~~删除，~~后', '<del>删除，</del>后'],
    ['**标题：**正文', '<strong>标题：</strong>正文'],
    ['**问？**答', '<strong>问？</strong>答'],
    ['前**《书名》**后', '前<strong>《书名》</strong>后'],
    ['**LSTM，**后', '<strong>LSTM，</strong>后'],
    ['**`代码`**后', '<strong><code translate="no">代码</code></strong>后'],
    ['前~~（删）~~后', '前<del>（删）</del>后'],
    ['他说**“好。”**（笑）', '他说<strong>“好。”</strong>（笑）'],
    ['前**+5%**后', '前<strong>+5%</strong>后'],
    ['***粗斜。***后', '<em><strong>粗斜。</strong></em>后'],
  ])('%s', async (source, html) => {
    const { html: rendered, problems } = await renderText(source);
    expect(rendered).toBe(`<p>${html}</p>`);
    expect(problems).toEqual([]);
  });

  it('the fifteenth does not, is caught, and has another way of writing', async () => {
    const { problems } = await renderText('前**“引用”**b');
    expect(problems).toMatchObject([{ line: 1, column: 2, kind: 'unclosed-strong' }]);
    expect((await renderText('前“**引用**”b')).html).toBe('<p>前“<strong>引用</strong>”b</p>');
  });
});
