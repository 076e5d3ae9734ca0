import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';
import { curvePoints } from './sampling.ts';

export const params = defineParams({
  name: 'long-lag',
  title: '隔得很远还记得吗',
  question: '只有第一个符号说得出最后一个是什么，中间隔着近百个无用的符号。十次里，LSTM 和普通的循环网络各学会几次？',
  about:
    '1997 年 LSTM 论文里的三道题：早先的一两个符号决定末尾的答案，中间多是无用的东西。LSTM 和普通的循环网络各试若干次，每次换一组初始权重，数一数学会了几次。序列的长短由你定，看间隔到多远就学不会。',
  guesses: ['都学得会', 'LSTM 学会，循环网络一次也没有', '都学不会', '循环网络学会得更多'],
  answer: 1,
  reveal:
    '隔得近时普通的循环网络也学得会，所以难的是间隔，不是题目。LSTM 也不是白得的：输入门的偏置从负数开始，它才不会让中间的符号乱写记忆。',
  work: ({ nets, p, trials, sequences }) => nets.length * p * trials * sequences,
  schema: {
    task: {
      kind: 'choice',
      label: '题目',
      options: [
        { value: 'two-sequences', label: '两个序列' },
        { value: 'temporal-order', label: '先后次序' },
        { value: 'adding', label: '加法' },
      ],
      default: 'two-sequences',
      help: '1997 年 LSTM 论文里的三道题，长短由你定',
    },
    p: {
      kind: 'number',
      symbol: 'p',
      label: '序列长短',
      unit: '个符号',
      min: 5,
      max: 200,
      step: 1,
      default: 100,
      ticks: [10, 100, 200],
    },
    nets: {
      kind: 'choices',
      label: '网络',
      most: 3,
      options: [
        { value: 'lstm-1997', label: 'LSTM（1997，没有遗忘门）' },
        { value: 'lstm', label: 'LSTM（有遗忘门）' },
        { value: 'rnn', label: '循环网络（tanh）' },
      ],
      default: ['lstm-1997', 'rnn'],
    },
    inputBias: {
      kind: 'number',
      symbol: 'b',
      label: '输入门偏置的初值',
      min: -6,
      max: 2,
      step: 0.5,
      default: -3,
      ticks: [-3, -1, 0],
      help: '越负，一开始越不肯往记忆里写',
    },
    trials: {
      kind: 'number',
      label: '试几次',
      unit: '次',
      min: 1,
      max: 20,
      step: 1,
      default: 10,
      ticks: [1, 10, 20],
      help: '每次换一组初始权重和一串数据',
    },
    sequences: {
      kind: 'number',
      label: '每次最多看',
      unit: '个序列',
      min: 100,
      max: 40000,
      step: 100,
      scale: 'log',
      default: 500,
      ticks: [500, 5000, 40000],
    },
    units: {
      kind: 'number',
      symbol: 'n',
      label: 'LSTM 的单元',
      unit: '个',
      min: 1,
      max: 16,
      step: 1,
      default: 4,
      ticks: [2, 4, 12],
      advanced: true,
      help: '循环网络有两倍那么多，权重的个数相近',
    },
    learningRate: {
      kind: 'number',
      symbol: 'η',
      label: '学习率',
      min: 0.001,
      max: 0.1,
      step: 0.001,
      scale: 'log',
      default: 0.03,
      ticks: [0.01, 0.03],
      advanced: true,
      help: 'Adam 的步长',
    },
    seed: seedSetting('第一次用这个种子，第二次用下一个'),
  },
  readouts: {
    'trials.<nets>': { label: '试了几次', unit: 'trials', means: '已经试完的次数' },
    'solved.<nets>': { label: '学会几次', unit: 'trials', means: '试完的里面，学会了的次数' },
    'sequences.<nets>': {
      label: '看了多少序列才学会',
      unit: 'sequences',
      means: '学会的那几次，各看了多少序列，取中位数',
      none: '一次也没有学会',
    },
  },
  series: {
    'sequencesByTrial.<nets>': {
      label: '每次看了多少序列',
      unit: 'sequences',
      means: '第几次看了多少序列才学会；空着是没有学会',
      length: ({ trials }) => trials,
      grows: true,
    },
    'solvedBySequences.<nets>': {
      label: '学会的次数',
      unit: 'trials',
      means: '看到这么多序列时，已经学会的次数',
      length: () => curvePoints + 1,
    },
    'lossBySequences.<nets>': {
      label: '损失',
      unit: 'number',
      means: '最近一次训练的损失，随看过的序列',
      length: () => curvePoints,
    },
  },
  presets: [
    {
      id: 'far',
      label: '隔一百',
      why: '第一个符号要记到第一百步。',
      set: { task: 'two-sequences', p: 100, inputBias: -3, units: 4, learningRate: 0.03, sequences: 500 },
    },
    {
      id: 'near',
      label: '隔十个',
      why: '同一道题，隔得近：循环网络也学得会。',
      set: { task: 'two-sequences', p: 10, inputBias: -3, units: 4, learningRate: 0.03, sequences: 500 },
    },
    {
      id: 'eager',
      label: '偏置为零',
      why: '输入门一开始就半开：中间的符号也写进记忆，多半学不会。',
      set: { task: 'two-sequences', p: 100, inputBias: 0, units: 4, learningRate: 0.03, sequences: 500 },
    },
    {
      id: 'order',
      label: '先后次序',
      why: '三十个符号里有两个要紧，问它们谁先谁后。',
      set: { task: 'temporal-order', p: 30, inputBias: -1, units: 12, learningRate: 0.01, sequences: 16000 },
    },
    {
      id: 'adding',
      label: '加法',
      why: '三十个数里有两个做了记号，求它们的和。',
      set: { task: 'adding', p: 30, inputBias: -1, units: 12, learningRate: 0.01, sequences: 16000 },
    },
  ],
});

export type LongLag = typeof params;
export type LongLagParams = SettingsOf<LongLag>;
export type NetName = LongLagParams['nets'][number];
