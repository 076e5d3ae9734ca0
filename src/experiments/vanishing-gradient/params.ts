import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';

const stacks = ['linear', 'sigmoid', 'tanh', 'relu', 'selu', 'highway', 'residual'] as const;

const networks = [
  { value: 'linear', label: '线性' },
  { value: 'sigmoid', label: 'sigmoid' },
  { value: 'tanh', label: 'tanh' },
  { value: 'relu', label: 'ReLU' },
  { value: 'selu', label: 'SELU' },
  { value: 'highway', label: '高速网络' },
  { value: 'residual', label: '残差' },
  { value: 'rnn', label: 'RNN' },
  { value: 'lstm', label: 'LSTM' },
  { value: 'lstm-1997', label: 'LSTM 1997' },
] as const;

/** The seeds drawn faintly behind the chosen one are seed + 1 ... seed + 20. */
export const otherSeeds = 20;

export const params = defineParams({
  name: 'vanishing-gradient',
  title: '梯度消失',
  question: '误差倒着穿过五十层，第一层还能收到多少？',
  about:
    '误差从最后一层倒着传回第一层，每过一层乘上一个雅可比矩阵。这里换一种网络，改深度和权重的大小，浏览器立刻重算每一层收到的误差，和推导里的两个上界画在一起。灰线是别的种子：看规律，不看一次的运气。',
  guesses: ['十分之一', '百万分之一', '小到几乎是零', '反而更大'],
  answer: 2,
  instant: true,
  check: { label: '有限差分核对', numbers: '逐层的数字' },
  reveal:
    '默认的 sigmoid 网络里，每退一层误差都要打个大折扣，几十层的折扣乘在一起，几乎什么也不剩。换一种网络再猜一次。',
  schema: {
    net: {
      kind: 'choice',
      label: '网络',
      help: '前七种一层叠一层；后三种是同一层沿时间展开，T 是时间步数',
      options: networks,
      default: 'sigmoid',
    },
    compare: {
      kind: 'choice',
      label: '并排比较',
      help: '用同一个种子、同样的设置再算一个网络',
      options: [{ value: 'none', label: '不比较' }, ...networks],
      default: 'none',
    },
    depth: {
      kind: 'number',
      symbol: 'T',
      label: '深度',
      unit: '层',
      min: 2,
      max: 100,
      step: 1,
      default: 50,
      ticks: [10, 30, 50, 100],
      help: '层数；对 RNN 和 LSTM 是时间步数',
    },
    gain: {
      kind: 'number',
      symbol: 'g',
      label: '权重增益',
      min: 0.3,
      max: 4,
      step: 0.01,
      scale: 'log',
      default: 1,
      ticks: [0.5, 1, 2],
      when: { init: ['proper'] },
      help: '在该激活函数的标准初始化上再乘这个数',
    },
    k: {
      kind: 'number',
      symbol: 'k',
      label: '权重范数',
      min: 0.5,
      max: 1.5,
      step: 0.01,
      default: 0.9,
      ticks: [0.9, 1, 1.1],
      when: { init: ['orthogonal'] },
      help: '正交初始化 W = kQ：线性网络的每个雅可比矩阵范数正好是 k',
    },
    init: {
      kind: 'choice',
      label: '初始化',
      options: [
        { value: 'proper', label: '高斯（标准）' },
        { value: 'orthogonal', label: '正交 W = kQ' },
      ],
      default: 'proper',
    },
    highwayBias: {
      kind: 'number',
      symbol: 'b',
      label: '高速门偏置',
      min: -5,
      max: 0,
      step: 0.5,
      default: -2,
      ticks: [-4, -2, -1],
      when: { net: ['highway'], compare: ['highway'] },
      help: '越负，门越关，信息越原样通过',
    },
    branch: {
      kind: 'number',
      symbol: 'α',
      label: '残差支路系数',
      min: 0.01,
      max: 1,
      step: 0.01,
      scale: 'log',
      default: 0.1,
      ticks: [0.01, 0.1, 1],
      when: { net: ['residual'], compare: ['residual'] },
      help: 'h + α·relu(hW) 里的 α；1 是不缩放',
    },
    forgetBias: {
      kind: 'number',
      symbol: 'b',
      label: '遗忘门偏置',
      min: -1,
      max: 6,
      step: 0.5,
      default: 1,
      ticks: [0, 1, 3, 5],
      when: { net: ['lstm'], compare: ['lstm'] },
      help: '越大，遗忘门开得越大，记忆留得越久',
    },
    width: {
      kind: 'number',
      symbol: 'n',
      label: '宽度',
      unit: '个单元',
      min: 4,
      max: 128,
      step: 1,
      scale: 'log',
      default: 32,
      ticks: [8, 32, 128],
      advanced: true,
      help: '每层的单元数',
    },
    seed: seedSetting('同一个种子总是得到同一张图；灰线是它后面的二十个种子', 16),
  },
  readouts: {
    log10ErrorRatio: {
      label: '第一层误差比最后一层',
      unit: 'log10',
      means: '第 1 层误差的范数除以最后一层的',
      none: '误差正好是零，或者前向计算已溢出',
    },
    log10ProductBound: {
      label: '范数之积',
      unit: 'log10',
      means: '各层雅可比矩阵的谱范数乘在一起',
      none: '误差正好是零，或者前向计算已溢出',
    },
    log10PowerBound: {
      label: 'k 的幂',
      unit: 'log10',
      means: '最大的谱范数 k 的 T − 1 次方',
      none: '误差正好是零，或者前向计算已溢出',
    },
    kMax: {
      label: '最大的雅可比范数 k',
      unit: 'number',
      means: 'T − 1 个雅可比矩阵里最大的谱范数',
      none: '前向计算已溢出',
    },
    zeroAtLayer: {
      label: '误差为零的层',
      unit: 'layer',
      means: '误差正好等于零的最高一层',
      none: '没有这样的层',
    },
    overflowAtLayer: {
      label: '溢出的层',
      unit: 'layer',
      means: '第一个输出超出 float32 的层',
      none: '没有这样的层',
    },
    compareLog10ErrorRatio: {
      label: '并排网络的误差之比',
      unit: 'log10',
      means: '并排的网络，第 1 层误差的范数除以最后一层的',
      none: '没有并排的网络，或者它的误差是零',
    },
  },
  series: {
    log10ErrorByLayer: {
      label: '实测 log₁₀',
      unit: 'log10',
      means: '各层误差的范数，最后一层为 0；负无穷是正好等于零',
      length: ({ depth }) => depth,
    },
    log10ProductByLayer: {
      label: '范数之积 log₁₀',
      unit: 'log10',
      means: '从最后一层到这一层的范数之积',
      length: ({ depth }) => depth,
    },
    log10PowerByLayer: {
      label: '幂 log₁₀',
      unit: 'log10',
      means: '从最后一层到这一层的 k 的幂',
      length: ({ depth }) => depth,
    },
    compareLog10ErrorByLayer: {
      label: '并排的网络 log₁₀',
      unit: 'log10',
      means: '并排的网络各层误差的范数',
      length: ({ depth }) => depth,
    },
    log10ErrorOfOtherSeeds: {
      label: '另外二十个种子 log₁₀',
      unit: 'log10',
      means: '另外二十个种子各层误差的范数，一个种子接一个种子',
      length: ({ depth }) => depth * otherSeeds,
    },
  },
  presets: [
    {
      id: 'saturated',
      label: '饱和',
      why: 'sigmoid 的导数最大只有四分之一：每一层都在打折。',
      set: { net: 'sigmoid', init: 'proper', gain: 1, depth: 50, compare: 'none' },
    },
    {
      id: 'critical',
      label: '临界',
      why: '线性网络配正交权重：k 差一点点，五十层后就天差地别。',
      set: { net: 'linear', init: 'orthogonal', k: 0.9, depth: 50, compare: 'none' },
    },
    {
      id: 'exploding',
      label: '爆炸',
      why: '残差支路不缩放，误差每退一层都变大：消失的反面。',
      set: { net: 'residual', init: 'proper', gain: 1, branch: 1, depth: 100, compare: 'none' },
    },
    {
      id: 'rescue',
      label: '救星',
      why: '同一个种子、同样的一百步：普通 RNN 与 1997 年的 LSTM 并排。',
      set: { net: 'lstm-1997', init: 'proper', gain: 1, depth: 100, compare: 'rnn' },
    },
  ],
});

export type VanishingGradient = typeof params;
export type VanishingGradientParams = SettingsOf<VanishingGradient>;

/** Whether T counts layers or time steps. */
export function isStack(net: string): boolean {
  return (stacks as readonly string[]).includes(net);
}
