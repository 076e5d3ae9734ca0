import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defineParams } from '../lab/contract/definition.ts';
import { experimentsPage, experimentsPageFile, loadDefinitions } from './experiments-page.ts';

it('docs/experiments.md says what the experiments declare', async () => {
  const page = experimentsPage(await loadDefinitions());
  expect(
    readFileSync(experimentsPageFile, 'utf8') === page,
    'docs/experiments.md is stale. Write it anew: npm run docs',
  ).toBe(true);
});

it('every declaration’s words stand in it, in the order they are declared', () => {
  const definition = defineParams({
    name: 'some-phenomenon',
    title: '题',
    question: '问？',
    about: '',
    guesses: ['是', '否'],
    answer: 0,
    reveal: '是。',
    check: { label: '核对', numbers: '数' },
    schema: {
      nets: {
        kind: 'choices',
        label: '网络',
        most: 2,
        options: [
          { value: 'a', label: '甲|乙' },
          { value: 'b', label: '丙' },
        ],
        default: ['a', 'b'],
      },
      depth: {
        kind: 'number',
        symbol: 'T',
        label: '深度',
        unit: '层',
        min: 1,
        max: 9,
        step: 2,
        default: 3,
        help: '几层',
      },
      words: { kind: 'text', label: '句子', maxLength: 20, default: '一|二', advanced: true, asks: true },
      bias: { kind: 'number', label: '偏置', min: 0, max: 1, step: 0.1, default: 0, when: { nets: ['b'] } },
    },
    slots: { side: ['left', 'right'] },
    readouts: {
      'loss.<nets>': { label: '损失', unit: 'nat', means: '交叉熵', none: '还没有走' },
      'error.<side>': { label: '错误', unit: 'share', means: '认错的', only: '有两边' },
    },
    series: { curve: { label: '曲线', unit: 'number', means: '每步一个', grows: true } },
    presets: [],
  });
  const lines = experimentsPage([definition]).split('\n');
  expect(lines.filter((line) => line.startsWith('| `'))).toEqual([
    '| `nets` | 网络 | 1 to 2 of `a` 甲\\|乙, `b` 丙 | `a,b` | |',
    '| `depth` | 深度 T | 1 to 9 层, in steps of 2 | `3` | 几层 |',
    '| `words` | 句子 | a line of at most 20 characters | `一\\|二` | behind 更多设置; asks |',
    '| `bias` | 偏置 | 0 to 1, in steps of 0.1 | `0` | shown where `nets` is `b` |',
    '| `loss.<nets>` | 损失 | 自然对数 | 交叉熵 | null: 还没有走 |',
    '| `error.<side>` | 错误 | 份额，0 到 1 | 认错的 | there only: 有两边 |',
    '| `curve` | 曲线 | | 每步一个 | grows with the run |',
  ]);
  for (const line of [
    '- [some-phenomenon](#some-phenomenon): 题',
    '题：**问？**',
    'Its page is `/lab/some-phenomenon/`, its component in a post `<SomePhenomenon />`.',
    'Its trained networks answer a change of `words` without a training.',
    'The reader can check its numbers: 核对.',
    '`<side>` is `left`, `right`.',
  ])
    expect(lines).toContain(line);
});
