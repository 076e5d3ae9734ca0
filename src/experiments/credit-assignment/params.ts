import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';
import { readouts, series, slots } from './results.ts';

const models = [
  { value: 'lstm-chrono', label: 'LSTM（按长度开门）' },
  { value: 'lstm', label: 'LSTM（自定遗忘门偏置）' },
  { value: 'lstm-1997', label: '1997 年的 LSTM' },
  { value: 'rnn', label: '普通循环网络' },
  { value: 'attention', label: '注意力池' },
  { value: 'carousel', label: '记忆转盘' },
] as const;

export const params = defineParams({
  name: 'credit-assignment',
  title: '同样的词，同样的功劳',
  question: '一个关键词离句末有三个词，或者四十七个词，网络给它的功劳一样多吗？',
  about:
    '网络读一个句子，答两个问题：谁，在做什么。训练好以后，把词一个一个拿掉，看答案变多少，就知道每个词有多少功劳；也可以改用梯度来量。句子可以自己写，还可以把关键词推远。',
  guesses: ['离得越远，功劳越少', '一样多', '看用什么量'],
  answer: 2,
  reveal: '把词拿掉，看答案变多少：几乎一样。量梯度：远处的小得多。同一个网络，两种答案，都是真的。',
  schema: {
    model: {
      kind: 'choice',
      label: '网络',
      options: models,
      menu: true,
      default: 'lstm-chrono',
      help: '都从同一个种子开始，读同样的句子',
    },
    beside: {
      kind: 'choice',
      label: '旁边再放一个',
      options: [{ value: 'none', label: '不放' }, ...models],
      menu: true,
      default: 'rnn',
      help: '同一个种子、同样的句子，两个网络并排',
    },
    measure: {
      kind: 'choice',
      label: '功劳怎么量',
      options: [
        { value: 'p', label: '拿掉它，概率降多少' },
        { value: 'logit', label: '拿掉它，对数几率降多少' },
        { value: 'gradient', label: '梯度的范数' },
      ],
      default: 'p',
      asks: true,
    },
    fillers: {
      kind: 'number',
      symbol: 'n',
      label: '句末多加几个词',
      unit: '个',
      min: 0,
      max: 60,
      step: 1,
      default: 0,
      ticks: [0, 12, 36, 60],
      asks: true,
      help: '加在句号前面，把关键词推远',
    },
    inside: {
      kind: 'choice',
      label: '看看里面',
      options: [
        { value: 'none', label: '不看' },
        { value: '1', label: '第一句' },
        { value: '2', label: '第二句' },
        { value: '3', label: '第三句' },
        { value: '4', label: '你的句子' },
      ],
      default: 'none',
      asks: true,
      help: '逐词画出每个单元的门和记忆',
    },
    sentence: {
      kind: 'text',
      label: '你的句子',
      maxLength: 120,
      default: '今天 早上 狗 在 公园 里 慢慢 地 游泳 。',
      asks: true,
    },
    forgetBias: {
      kind: 'number',
      symbol: 'b',
      label: '遗忘门偏置',
      min: -2,
      max: 6,
      step: 0.5,
      default: 1,
      ticks: [0, 1, 3, 5],
      when: { model: ['lstm'], beside: ['lstm'] },
      help: '训练开始时遗忘门开多大：1 是常用值，5 几乎全开',
    },
    phi: {
      kind: 'number',
      symbol: 'φ',
      label: '转盘的自环',
      min: 0.5,
      max: 1,
      step: 0.01,
      default: 1,
      ticks: [0.9, 1],
      when: { model: ['carousel'], beside: ['carousel'] },
      help: '记忆每走一步乘一次 φ；1997 年取 1',
    },
    steps: {
      kind: 'number',
      label: '训练步数',
      unit: '步',
      min: 50,
      max: 1500,
      step: 50,
      default: 600,
      ticks: [200, 600, 1200],
      advanced: true,
      help: '每步读 32 个句子',
    },
    seed: seedSetting('权重和句子都由它决定'),
  },
  slots,
  readouts,
  series,
  presets: [
    {
      id: 'far',
      label: '推远三十六个词',
      why: '句末加三十六个词，再看“跑步”的功劳还剩多少。',
      set: { fillers: 36, measure: 'p' },
    },
    {
      id: 'gradient',
      label: '改量梯度',
      why: '同一个网络、同一句话，换一种量法。',
      set: { measure: 'gradient', fillers: 36 },
    },
    {
      id: 'carousels',
      label: '有遗忘门和没有',
      why: '2000 年后的 LSTM 与 1997 年的并排：谁的梯度留得住。',
      set: { model: 'lstm-chrono', beside: 'lstm-1997', measure: 'gradient' },
    },
  ],
});

export type CreditAssignment = typeof params;
export type CreditAssignmentParams = SettingsOf<CreditAssignment>;
