import { describe, expect, it } from 'vitest';
import { renderText } from './render-text.ts';

const diagram = (dot: string, meta = ' alt="误差往回走" caption="图 1：往回走"') =>
  `前\n\n\`\`\`dot${meta}\n${dot}\n\`\`\`\n\n后`;
const chain = 'digraph { rankdir=LR; a [label="反向传播"]; b [label="h", color=red]; a -> b [label="误差"] }';

describe('diagrams', () => {
  it('are drawn into the page, with a name, a caption and the page’s colours', async () => {
    const { html, problems } = await renderText(diagram(chain));
    expect(problems).toEqual([]);
    expect(html).toMatch(
      /<figure class="diagram"><div class="diagram-box" tabindex="0" role="group" aria-label="误差往回走"><svg viewBox="[\d. ]+" width="\d+" role="img"/,
    );
    expect(html).toContain('<figcaption>图 1：往回走</figcaption>');
    expect(html).toMatch(/<text[^>]*fill="currentColor"[^>]*>反向传播<\/text>/);
    expect(html).toContain('stroke="var(--red)"');
    expect(html).not.toMatch(/"(?:black|white)"|<title>|<!--|font-family|id="node|<code/);
    expect(html).toContain('<p>前</p>');
  });

  it('a Chinese label has room in its box', async () => {
    const label = '梯度消失与爆炸的十二字';
    const { html } = await renderText(diagram(`digraph { a [label="${label}"] }`));
    const [, points = ''] = /<polygon[^>]*points="([^"]+)"/.exec(html) ?? [];
    const xs = points
      .trim()
      .split(' ')
      .map((point) => Number(point.split(',')[0]));
    const size = Number(/font-size="(\d+)"/.exec(html)?.[1]);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(label.length * size + 8);
  });

  it('without words for those who cannot see it, or with a slip, is reported at its line', async () => {
    expect((await renderText(diagram(chain, ''))).problems).toMatchObject([{ line: 3, kind: 'diagram-without-words' }]);
    expect((await renderText(diagram('digraph {\n a -> \n}'))).problems).toMatchObject([
      { line: 6, kind: 'bad-diagram' },
    ]);
    expect((await renderText(diagram('digraph { a [shape=nosuch] }'))).problems).toMatchObject([
      { kind: 'bad-diagram', message: expect.stringContaining('nosuch') as string },
    ]);
  });
});
