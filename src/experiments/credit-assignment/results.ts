import type { ReadoutTable, SeriesTable, Slots } from '../../lab/contract/results.ts';
import { probeLags } from './probe-lags.ts';
import { absent, actions, subjects } from './vocabulary.ts';

/**
 * What a run finds. Keys begin with nothing for the chosen network and with `beside.` for the one beside it; n is the
 * sentence: the lecture's three, and the reader's own.
 */
export const slots = {
  who: ['', 'beside.'],
  n: ['1', '2', '3', '4'],
} as const satisfies Slots;

export const slotNames = { who: { '': '', 'beside.': '旁边的网络' } } as const;

export const readouts = {
  '<who>accuracyAt48': { label: '正确率', unit: 'share', means: '48 个词的句子里，两个问题都答对的份额' },
  '<who>uniformityP': {
    label: '均匀程度（概率）',
    unit: 'share',
    means: '按概率的下降算，功劳最少的位置是最多的几分之几',
  },
  '<who>uniformityLogit': {
    label: '均匀程度（对数几率）',
    unit: 'share',
    means: '按对数几率的下降算，功劳最少的位置是最多的几分之几',
  },
  '<who>uniformityGradient': {
    label: '均匀程度（梯度）',
    unit: 'share',
    means: '按梯度的范数算，功劳最少的位置是最多的几分之几',
  },
  '<who>gradientSlope': {
    label: '梯度每过一个词的变化',
    unit: 'nat',
    means: '梯度范数的自然对数对间隔的斜率（最小二乘）',
    none: '有一处的梯度不是正数',
  },
  '<who>step': { label: '步', unit: 'steps', means: '走了几步' },
  '<who>loss': { label: '损失', unit: 'nat', means: '最近一批的交叉熵', none: '还没有走第一步' },
  '<who>who<n>': {
    label: '第 <n> 句：谁',
    unit: 'index',
    means: '网络答的“谁”；最后一类是没有人',
    names: [...subjects, absent],
  },
  '<who>what<n>': {
    label: '第 <n> 句：做什么',
    unit: 'index',
    means: '网络答的“做什么”；最后一类是什么也没做',
    names: [...actions, absent],
  },
  '<who>creditKeyword<n>': {
    label: '第 <n> 句：“跑步”的功劳',
    unit: 'probability',
    means: '拿掉“跑步”，答对的概率降多少',
  },
} as const satisfies ReadoutTable;

const perLag = { length: () => probeLags.length } as const;

export const series = {
  '<who>lags': { label: '间隔', unit: 'number', means: '关键词与句末隔几个词', ...perLag },
  '<who>creditPByLag': { label: '概率', unit: 'probability', means: '各个间隔上概率的平均下降', ...perLag },
  '<who>creditLogitByLag': { label: '对数几率', unit: 'logit', means: '各个间隔上对数几率的平均下降', ...perLag },
  '<who>gradientByLag': { label: '梯度', unit: 'number', means: '各个间隔上梯度的平均范数', ...perLag },
  '<who>p.<n>': { label: '第 <n> 句：概率', unit: 'probability', means: '拿掉每个词，概率降多少' },
  '<who>logit.<n>': { label: '第 <n> 句：对数几率', unit: 'logit', means: '拿掉每个词，对数几率降多少' },
  '<who>gradient.<n>': { label: '第 <n> 句：梯度', unit: 'number', means: '对每个词的梯度的范数' },
  '<who>trace.forget': { label: '遗忘门', unit: 'share', means: '一词一行、一单元一列', only: '看里面，且网络有它' },
  '<who>trace.input': { label: '输入门', unit: 'share', means: '一词一行、一单元一列', only: '看里面，且网络有它' },
  '<who>trace.output': { label: '输出门', unit: 'share', means: '一词一行、一单元一列', only: '看里面，且网络有它' },
  '<who>trace.memory': { label: '记忆', unit: 'number', means: '一词一行、一单元一列', only: '看里面，且网络有它' },
  '<who>trace.attention': { label: '注意力', unit: 'share', means: '每个词的权重', only: '看里面，且网络有它' },
} as const satisfies SeriesTable<never>;
