import { picture, post } from './fixture-site.ts';

/** Something that an author got wrong, and what is said of it: exactly this, at this place. */
export interface Mistake {
  name: string;
  /** `md` unless it needs components. */
  ext?: 'mdx';
  /** The file; a post around a text if it begins with no front matter. The text's first line is the sixth. */
  text: string | Uint8Array;
  place: `${number}:${number}`;
  message: string;
  remedy: string;
}

const matter = (lines: string): string => `---\n${lines}\n---\n\n正文。\n`;

/** “错的” in GBK, which is no UTF-8. */
const gbk = Buffer.concat([Buffer.from('---\ntitle: 好\ndate: 2020-01-01\n---\n\n好的，'), Buffer.from([0xb4, 0xed])]);

const experiment = 'vanishing-gradient';

export const mistakes: readonly Mistake[] = [
  // Formulas.
  {
    name: 'bad TeX',
    text: '坏 $\\frac{1}$',
    place: '6:12',
    message: 'Unexpected end of input',
    remedy: 'correct the TeX',
  },
  { name: 'Han in a formula', text: '$深度$', place: '6:2', message: 'bare “深”', remedy: '\\text{…}' },
  { name: 'two prices', text: '价 $5 和 $6', place: '6:3', message: '“$5 和 $” is read as a formula', remedy: '\\$' },
  {
    name: 'a dollar alone',
    text: '公式 $x_1 没有闭合。',
    place: '6:4',
    message: 'a $ that no second one closes',
    remedy: 'close the formula: $…$; for a dollar sign write \\$',
  },
  {
    name: 'a dollar alone, after a good formula',
    text: '设 $a$，\n则 $b^2 为正。',
    place: '7:3',
    message: 'a $ that no second one closes',
    remedy: '$…$',
  },
  {
    name: 'a dollar alone, .mdx',
    ext: 'mdx',
    text: '> 公式 $x_1 没有闭合。',
    place: '6:6',
    message: 'a $ that no second one closes',
    remedy: '$…$',
  },
  {
    name: 'two dollars alone in the line',
    text: '公式 $$x 没有闭合。',
    place: '6:4',
    message: 'a $$ that no second one closes',
    remedy: 'put each $$ on a line of its own',
  },
  {
    name: 'a dollar sign in a formula',
    text: '要 $\\$10$。',
    place: '6:3',
    message: 'the \\$ ends this formula',
    remedy: '$$\\$10$$',
  },
  {
    name: 'a display formula that does not end',
    text: '前\n\n$$\nx = 1\n\n后文。',
    place: '8:1',
    message: 'the formula that $$ begins does not end',
    remedy: 'put each $$ on a line of its own',
  },
  {
    name: 'a display formula whose end stands beside it',
    text: '$$\nx = 1 $$\n\n后文。\n\n$$\ny\n$$',
    place: '7:7',
    message: 'a $$ beside other text ends no formula',
    remedy: 'on a line of its own',
  },
  {
    name: 'a display formula whose beginning stands beside it',
    text: '$$ x = 1\n+ 2\n$$',
    place: '6:4',
    message: '“x = 1” stands beside a $$ and would be lost',
    remedy: 'on a line of its own',
  },
  {
    name: 'a bar in a formula in a table',
    text: '| 甲 | 乙 |\n|---|---|\n| 绝对值 | $|x|$ |',
    place: '8:9',
    message: 'a bar in this formula ends the cell',
    remedy: '\\vert or \\mid',
  },
  {
    name: 'a bar in a formula in a table, within its columns',
    text: '| 甲 | 乙 | 丙 |\n|---|---|---|\n| 条件 | $P(A|B)$ |',
    place: '8:8',
    message: 'a bar in this formula ends the cell',
    remedy: '\\vert or \\mid',
  },
  {
    name: 'a label in the line',
    text: '由 $x \\label{eq:a}$ 得',
    place: '6:6',
    message: '\\label in a formula inside the line',
    remedy: '$$ on lines of their own',
  },
  {
    name: 'a reference to no formula',
    text: '由[](#eq:none)得',
    place: '6:2',
    message: 'no formula has the label eq:none',
    remedy: 'none in this post',
  },
  // Markdown.
  {
    name: 'a cell too many',
    text: '| 甲 | 乙 |\n|---|---|\n| 一 | 二 | 三 |',
    place: '8:9',
    message: 'the row has 3 cells and the table 2',
    remedy: '\\|',
  },
  {
    name: 'code that does not end',
    text: '前文。\n\n```python\nprint(1)\n\n后文。',
    place: '8:1',
    message: 'the code that ``` begins does not end',
    remedy: 'write ``` on a line of its own',
  },
  {
    name: 'code that does not end, in a list',
    text: '- 项\n\n  ~~~\n  x\n\n后文。',
    place: '8:3',
    message: 'the code that ~~~ begins does not end',
    remedy: 'write ~~~',
  },
  {
    name: 'a mark without a footnote',
    text: '缺的[^none]。',
    place: '6:3',
    message: 'there is no footnote “none”',
    remedy: '[^none]: …',
  },
  {
    name: 'a mark whose footnote has another name',
    text: '有的[^lectrue]。\n\n另一个[^lecture]。\n\n[^lecture]: 注',
    place: '6:3',
    message: 'there is no footnote “lectrue”',
    remedy: 'perhaps [^lecture]',
  },
  {
    name: 'a footnote without a mark',
    text: '正文。\n\n[^unused]: 没有人提到。',
    place: '8:1',
    message: 'nothing in the text names the footnote “unused”',
    remedy: 'take the footnote out',
  },
  {
    name: 'two footnotes of a name',
    text: '正文[^1]。\n\n[^1]: 一\n\n[^1]: 二',
    place: '10:1',
    message: 'a second footnote has the name “1”',
    remedy: 'the first stands in line 8',
  },
  {
    name: 'a part that is not there',
    text: '[坏锚](#无)\n\n## 有',
    place: '6:1',
    message: 'the link “#无” is dead: this post has no part “无”',
    remedy: '#有',
  },
  {
    name: 'a part that is called otherwise',
    text: '见[下](#梯度消失)。\n\n## 梯度的消失',
    place: '6:2',
    message: 'this post has no part',
    remedy: 'write #梯度的消失',
  },
  {
    name: 'a part of another post',
    text: '[别处](/posts/good/#无)',
    place: '6:1',
    message: 'that post has no part “无”',
    remedy: '#节',
  },
  {
    name: 'a page that is not there',
    text: '[无](../none/)',
    place: '6:1',
    message: 'the link “../none/” is dead',
    remedy: '/posts/<folder>/',
  },
  {
    name: 'a page that readers do not see',
    text: '[稿](/posts/draft/)',
    place: '6:1',
    message: 'that post is a draft',
    remedy: 'publish that post first',
  },
  {
    name: 'emphasis that does not close',
    text: '前**“引用”**b',
    place: '6:2',
    message: 'a literal **',
    remedy: 'out of the **',
  },
  {
    name: 'a link without words',
    text: '见[](/archive/)。',
    place: '6:2',
    message: 'has no text',
    remedy: '[text](address)',
  },
  {
    name: 'Jekyll’s braces',
    text: '图 {{ site.url }}/a.png',
    place: '6:3',
    message: '“{{ site.url }}” is left',
    remedy: 'Jekyll’s templates do not run',
  },
  {
    name: 'a picture that is not there',
    text: '![图](./none.png)',
    place: '6:1',
    message: 'does not exist',
    remedy: 'put it beside the post',
  },
  {
    name: 'a picture that says nothing',
    text: '![](./a.png)',
    place: '6:1',
    message: 'no alternative text',
    remedy: 'say what it shows',
  },
  {
    name: 'a picture that is none',
    text: '![图](./broken.png)',
    place: '6:1',
    message: '“./broken.png” cannot be read',
    remedy: 'export it again',
  },
  {
    name: 'a figure that says nothing',
    ext: 'mdx',
    text: '<Figure caption="图"><svg /></Figure>',
    place: '6:1',
    message: 'the figure has no alternative text',
    remedy: 'alt="',
  },
  {
    name: 'a part of a page that has none of the name',
    text: '[词](/glossary/#gradent)',
    place: '6:1',
    message: '/glossary/ has no part “gradent”',
    remedy: 'correct the address',
  },
  {
    name: 'an address that is none',
    text: '[外](http://)',
    place: '6:1',
    message: 'this is no address',
    remedy: 'correct the address',
  },
  {
    name: 'a cover that is no picture',
    text: matter('title: 题\ndate: 2020-01-01\ncover: ./broken.txt\ncoverAlt: 图'),
    place: '4:1',
    message: 'the cover “./broken.txt” is of no kind',
    remedy: 'export it again',
  },
  {
    name: 'an exported name that is not there',
    ext: 'mdx',
    text: 'export const n = depth + 1\n\n{n}',
    place: '6:18',
    message: 'nothing here is called “depth”',
    remedy: 'in quotes',
  },
  {
    name: 'a part of the page that is told to wake',
    ext: 'mdx',
    text: '<Margin client:load>注</Margin>',
    place: '6:9',
    message: '<Margin> takes no client:load',
    remedy: 'leave client:load out',
  },
  {
    name: 'a work that is not listed',
    text: '见[@nobody1999]。',
    place: '6:1',
    message: 'no work has the key “nobody1999”',
    remedy: 'references.bib',
  },
  // Front matter and files.
  {
    name: 'a month that is none',
    text: matter('title: 题\ndate: 2020-13-01'),
    place: '3:7',
    message: 'date 2020-13-01 is no day of the calendar: there is no month 13',
    remedy: 'date: 2017-06-09',
  },
  {
    name: 'a day that is none',
    text: matter('title: 题\ndate: "2026-02-30"'),
    place: '3:7',
    message: 'date 2026-02-30 is no day of the calendar: 2026-02 has 28 days',
    remedy: 'date: 2017-06-09',
  },
  {
    name: 'an update on no day',
    text: matter('title: 题\ndate: 2020-01-01\nupdated: 2021-04-31'),
    place: '4:10',
    message: 'updated 2021-04-31 is no day',
    remedy: 'updated: 2017-06-09',
  },
  {
    name: 'no title',
    text: matter('date: 2020-01-01'),
    place: '1:1',
    message: 'title is missing',
    remedy: 'between the two --- lines',
  },
  {
    name: 'an unknown field',
    text: matter('title: 题\ndate: 2020-01-01\ntag: [a]'),
    place: '4:1',
    message: 'unknown “tag”',
    remedy: 'between the two --- lines',
  },
  {
    name: 'front matter that is no YAML',
    text: matter('title: "题\ndate: 2020-01-01'),
    place: '4:1',
    message: 'the front matter is not YAML',
    remedy: 'in quotes',
  },
  { name: 'a file in GBK', text: gbk, place: '6:4', message: 'this file is not in UTF-8', remedy: 'iconv' },
  // Components.
  {
    name: 'a component that is called otherwise',
    ext: 'mdx',
    text: '一\n\n<VanishingGradent />',
    place: '8:1',
    message: 'there is no component <VanishingGradent>',
    remedy: 'write <VanishingGradient>',
  },
  {
    name: 'a component that is not there',
    ext: 'mdx',
    text: '一个 <Widget x="1">词</Widget>',
    place: '6:4',
    message: 'there is no component <Widget>',
    remedy: 'there are Figure, Margin',
  },
  {
    name: 'an import that is not there',
    ext: 'mdx',
    text: "import Net from './figures/Net.astro';\n\n<Net />",
    place: '6:17',
    message: '“./figures/Net.astro”, which this post imports, does not exist',
    remedy: 'beside the post',
  },
  {
    name: 'words that set no experiment',
    ext: 'mdx',
    text: '<Try experiment="vanishing-gradent" set={{ depth: 100 }}>一百层</Try>',
    place: '6:6',
    message: 'there is no experiment “vanishing-gradent”',
    remedy: 'write “vanishing-gradient”',
  },
  {
    name: 'words that set no setting',
    ext: 'mdx',
    text: `<Try experiment="${experiment}" set={{ dept: 100 }}>一百层</Try>`,
    place: '6:45',
    message: 'has no setting “dept”',
    remedy: 'write “depth”',
  },
  {
    name: 'words that set too much',
    ext: 'mdx',
    text: `<Try experiment="${experiment}" set={{ net: 'tanh', depth: 1000 }}>千层</Try>`,
    place: '6:65',
    message: 'the setting “depth” of vanishing-gradient cannot be 1000',
    remedy: 'it takes 2 to 100',
  },
  {
    name: 'words that choose what is no choice',
    ext: 'mdx',
    text: `<Try experiment="${experiment}" set={{ net: 'lstn' }}>它</Try>`,
    place: '6:50',
    message: 'the setting “net” of vanishing-gradient cannot be lstn',
    remedy: 'it takes linear | sigmoid',
  },
  {
    name: 'words that set nothing',
    ext: 'mdx',
    text: `<Try experiment="${experiment}">它</Try>`,
    place: '6:1',
    message: 'these words set nothing',
    remedy: 'set={{ key: value }}',
  },
  {
    name: 'a claim that nobody measured',
    ext: 'mdx',
    text: `是 <Measured experiment="${experiment}" claim="sigmoid-5O" as="power" />`,
    place: '6:45',
    message: 'nothing called “sigmoid-5O” was measured',
    remedy: 'write “sigmoid-50”',
  },
  {
    name: 'a number in no form',
    ext: 'mdx',
    text: `是 <Measured experiment="${experiment}" claim="sigmoid-50" as="powr" />`,
    place: '6:64',
    message: 'as cannot be “powr”',
    remedy: 'write “power”',
  },
  {
    name: 'a set in the text',
    ext: 'mdx',
    text: '集合 {a, b} 有两个',
    place: '6:4',
    message: '“{a, b}” is no value',
    remedy: 'write \\{a, b\\}',
  },
  {
    name: 'a name in braces',
    ext: 'mdx',
    text: '集合 {gradient} 有',
    place: '6:5',
    message: 'nothing here is called “gradient”',
    remedy: 'write \\{gradient\\}',
  },
  {
    name: 'braces that cannot be read',
    ext: 'mdx',
    text: '一\n\n集合 {a | a > 0 且} 有',
    place: '8:14',
    message: 'Could not parse expression with acorn',
    remedy: '\\{',
  },
  {
    name: 'a component that does not end',
    ext: 'mdx',
    text: '<Margin>旁注',
    place: '6:1',
    message: 'Expected a closing tag for `<Margin>`',
    remedy: '\\<',
  },
  {
    name: 'a term that the glossary does not have',
    ext: 'mdx',
    text: '一个<Term id="gradent">梯度</Term>',
    place: '6:3',
    message: 'the glossary has no entry “gradent”',
    remedy: 'src/site/glossary.ts',
  },
];

/** Posts with one mistake each, named m-01 and on, and two that others lead to. */
export function mistakenPosts(chosen: readonly Mistake[] = mistakes): Record<string, string | Uint8Array> {
  const posts: Record<string, string | Uint8Array> = {
    'good/index.md': post('## 节'),
    'draft/index.md': post('稿', 'draft: true\n'),
  };
  for (const mistake of chosen) {
    const { ext = 'md', text } = mistake;
    posts[`${slugOf(mistake)}/index.${ext}`] = typeof text === 'string' && !text.startsWith('---') ? post(text) : text;
    posts[`${slugOf(mistake)}/a.png`] = picture;
    for (const name of ['broken.png', 'broken.txt']) posts[`${slugOf(mistake)}/${name}`] = Buffer.from('no picture');
  }
  return posts;
}

export const slugOf = (mistake: Mistake): string => `m-${String(mistakes.indexOf(mistake) + 1).padStart(2, '0')}`;
