import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';

/** Pictures of one step. */
export const batchSize = 32;

/** Steps of a training: every picture is seen `epochs` times. */
export function stepsOf({ epochs, images }: { readonly epochs: number; readonly images: number }): number {
  return Math.ceil((epochs * images) / batchSize);
}

export const params = defineParams({
  name: 'big-data',
  title: '多少才算大',
  question: '罕见的情形认不出，把图片添到四倍，会好吗？',
  about:
    '同一个认鞋的网络，训练图片从几百张加到几千张。总数和罕见情形的份额分开来调，每训练完一次，图上就多一个点。看错误随总数走，还是随罕见图片的张数走。',
  guesses: ['会，数据越多越好', '不会', '看添的是什么'],
  answer: 2,
  reveal: '添的全是老样子，一张罕见的也没有，添多少都没用；里面有罕见的，也要添到它够多，错误才往下走。',
  work: ({ images, epochs }) => images * epochs,
  schema: {
    images: {
      kind: 'number',
      symbol: 'N',
      label: '训练图片',
      unit: '张',
      min: 250,
      max: 16000,
      step: 50,
      scale: 'log',
      default: 2000,
      ticks: [500, 2000, 8000, 16000],
    },
    rare: {
      kind: 'number',
      symbol: 'ρ',
      label: '其中提在手里的鞋',
      min: 0,
      max: 0.3,
      step: 0.001,
      default: 0.01,
      ticks: [0, 0.1, 0.3],
      help: '罕见的情形占的份额',
    },
    epochs: {
      kind: 'number',
      label: '每张图看几遍',
      unit: '遍',
      min: 1,
      max: 12,
      step: 1,
      default: 6,
      ticks: [3, 6, 12],
      advanced: true,
      help: '图片越多，步数也跟着越多：每步 32 张',
    },
    seed: seedSetting('权重和图片都由它决定'),
  },
  readouts: {
    rareError: { label: '罕见情形的错误', unit: 'share', means: '手里的红鞋，没有认成鞋的份额（200 张新图片）' },
    usualAccuracy: { label: '平常的正确率', unit: 'share', means: '没有罕见情形的新图片里，答对的份额' },
    rarePictures: { label: '罕见的图片', unit: 'pictures', means: '训练图片里，提在手里的鞋有几张' },
    images: { label: '训练图片', unit: 'pictures', means: '训练图片一共几张' },
    steps: { label: '总步数', unit: 'steps', means: '一共要走几步' },
    step: { label: '步', unit: 'steps', means: '走了几步' },
    loss: { label: '损失', unit: 'nat', means: '最近一批的交叉熵', none: '还没有走第一步' },
  },
  series: {
    loss: {
      label: '损失',
      unit: 'nat',
      means: '每一步的交叉熵',
      length: stepsOf,
      grows: true,
    },
  },
  presets: [
    { id: 'same', label: '老样子，八千张', why: '一张罕见的也没有。', set: { images: 8000, rare: 0 } },
    { id: 'rare', label: '八千张，含百分之一', why: '八十张罕见的，还不够。', set: { images: 8000, rare: 0.01 } },
    { id: 'few', label: '两千张，含三成', why: '总数没有添，罕见的有六百张。', set: { images: 2000, rare: 0.3 } },
  ],
});

export type BigData = typeof params;
export type BigDataParams = SettingsOf<BigData>;
