import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lossesOf } from '../../src/import/conservation.ts';
import { convertPost } from '../../src/import/convert-post.ts';
import { renderPost } from '../../src/import/render-post.ts';
import { repairPost } from '../../src/import/repair-post.ts';
import { jobOn } from './convert-text.ts';

/** `CASES=10000 npx vitest run --project build import-random` asks more of it. */
const cases = Number(process.env['CASES'] ?? 500);

const word = fc.constantFrom('梯度', '消失', '网络', 'lstm', 'forget', 'gate', '误差', 'Jacobian', '反传', 'alpha');
const mark = fc.constantFrom(
  '，',
  '。',
  ', ',
  '. ',
  '：',
  '（',
  '）',
  '"',
  '“',
  '”',
  '\\*',
  '\\_',
  ' & ',
  ' < ',
  ' > ',
  ' -- ',
  '...',
  '!',
  '~',
  '|',
  '#',
  '[',
  ']',
  '\\\\',
);
const tex = fc.constantFrom(
  'x_1',
  'a^2 + b^2',
  '\\alpha',
  '\\frac{1}{n}',
  'P(A|B)',
  '\\{1, 2\\}',
  'f(x) = 0',
  'a < b',
  '0',
  'x_{t-1}^*',
);
const formula = tex.map((body) => `$$${body}$$`);
const code = fc.constantFrom('`a_b * c`', '``a ` b``', '`$x$`', '`[a](#b)`', '`<!-- x -->`');
const comment = fc.constantFrom('<!-- 隐藏 -->', '<!-- `a` -->', '<!-- a -- b -->');
const phrase = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 3, arbitrary: mark },
  { weight: 2, arbitrary: formula },
  // Two pieces of code side by side would be one.
  { weight: 1, arbitrary: code.map((span) => `码${span}码`) },
  { weight: 1, arbitrary: comment },
  { weight: 1, arbitrary: fc.tuple(word, mark, word).map(([a, b, c]) => `**${a}${b}${c}**`) },
  { weight: 1, arbitrary: word.map((a) => `*${a}*`) },
  { weight: 1, arbitrary: word.map((a) => `[${a}](https://example.org/a_b)`) },
  { weight: 1, arbitrary: word.map((a) => `![${a}](there.png)`) },
  { weight: 1, arbitrary: word.map((a) => `<b>${a}</b>`) },
  { weight: 1, arbitrary: word.map((a) => `<kbd>${a}</kbd>`) },
);
const line = fc.array(phrase, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
const fence = fc
  .tuple(
    fc.constantFrom('```', '~~~', '````'),
    fc.array(fc.oneof(word, code, comment, fc.constant(''), tex), { minLength: 1, maxLength: 4 }),
  )
  .map(([ticks, rows]) => `${ticks}text\n${rows.join('\n')}\n${ticks}`);
const display = tex.map((body) => `$$\n${body}\n$$`);
const list = fc
  .tuple(fc.constantFrom('- ', '* ', '1. '), fc.array(line, { minLength: 1, maxLength: 3 }))
  .map(([bullet, items]) => items.map((item) => bullet + item.trimStart()).join('\n'));
const cell = fc.oneof(word, formula, fc.constant('`c`'));
const table = fc
  .array(fc.tuple(cell, cell), { minLength: 1, maxLength: 3 })
  .map((rows) => ['| 甲 | 乙 |', '|---|---|', ...rows.map(([a, b]) => `| ${a} | ${b} |`)].join('\n'));
const longComment = fc.constantFrom('<!--\n旧：\n\n```\ncode\n``` -->', '<!--\n- 一\n- 二\n-->');
const quote = line.map((text) => `> ${text}`);
const heading = fc.tuple(fc.constantFrom('# ', '## ', '### ', '#'), word).map(([hashes, text]) => hashes + text);
const cells = fc
  .tuple(fc.constantFrom('#FFFAFA', '- 5', '1. 一', '梯度'), word)
  .map(([a, b]) => `<table><tr><td>${a}</td><td>${b}</td></tr></table>`);
const boxed = fc.tuple(word, word).map(([a, b]) => `<div class="a" markdown="1">\n\n${a}\n\n    out = ${b}\n\n</div>`);
const folded = fc
  .tuple(word, formula, word)
  .map(([a, b, c]) => `<details><summary>${a} ${b}</summary>\n${c}\n</details>`);
const noted = fc.tuple(word, word, fc.nat(50)).map(([a, b, n]) => `${a}[^n${n}](${b})。\n\n[^n${n}]: ${b}`);
const post = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: line },
      fence,
      display,
      list,
      table,
      longComment,
      quote,
      heading,
      cells,
      boxed,
      folded,
      noted,
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((blocks) => blocks.join('\n\n'));

it('whatever a post holds, no word of it is lost and its page is one that the site takes', async () => {
  await fc.assert(
    fc.asyncProperty(post, async (text) => {
      const job = jobOn(text);
      // With a title of its own: otherwise its first heading becomes it.
      Object.assign(job.description, { title: '题', titled: true });
      let missing = 0;
      const { picture } = job;
      job.picture = (url, at) => {
        const found = picture(url, at);
        if (found.kind !== 'found') missing += 1;
        return found;
      };
      convertPost(job);
      let rendered = await renderPost('post', job.manuscript.text);
      for (let round = 0; rendered.problems.length > 0; round += 1) {
        const mended = round < 60 && rendered.problems.some((problem) => repairPost(job.manuscript, problem));
        if (!mended) throw new Error(rendered.problems.map(({ line: at, message }) => `${at}: ${message}`).join('\n'));
        rendered = await renderPost('post', job.manuscript.text);
      }
      const { words, notes } = lossesOf(text, 1, rendered.inventory, { pictures: missing, links: 0 });
      expect({ words, notes }).toEqual({ words: 0, notes: [] });
    }),
    { numRuns: cases, ...(process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}) },
  );
}, 3_600_000);
