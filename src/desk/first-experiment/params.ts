import { defineParams } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';

export const params = defineParams({
  name: 'step-size',
  title: '一步迈多大',
  question: '每一步都迈过了谷底，梯度下降还会走到谷底吗？',
  about: '山谷有陡的一面，也有平的一面。改步长和曲率，看每一步离谷底多远。',
  guesses: ['不会，会越走越远', '会，只要迈得不太远', '会，迈多远都一样'],
  answer: 1,
  reveal: '离谷底的距离每一步乘上 1 − ηλ：ηλ 过了 1 就迈过谷底，过了 2 才越走越远。',
  instant: true,
  schema: {
    rate: { kind: 'number', symbol: 'η', label: '步长', min: 0.001, max: 1, step: 0.001, scale: 'log', default: 0.15 },
    curvature: {
      kind: 'number',
      symbol: 'λ',
      label: '陡的方向的曲率',
      help: '平的方向的曲率是 1',
      min: 1,
      max: 100,
      step: 1,
      scale: 'log',
      default: 10,
      ticks: [10, 100],
    },
    steps: { kind: 'number', label: '步数', unit: '步', min: 10, max: 60, step: 1, default: 40, advanced: true },
    seed: seedSetting('起点'),
  },
  readouts: {
    step: { label: '步', unit: 'steps', means: '走了几步' },
    log10Height: { label: '高度 log₁₀', unit: 'log10', means: '此刻比谷底高多少', none: '正好在谷底' },
    factor: { label: '每一步的因子', unit: 'factor', means: '陡的方向每一步乘上的 1 − ηλ；负数就是迈过了谷底' },
    largestRate: { label: '步长的界', unit: 'number', means: '步长到了 2/λ，陡的方向就不再靠近谷底' },
  },
  series: {
    steep: { label: '陡的方向', unit: 'number', means: '每一步离谷底多远', length: (p) => p.steps + 1, grows: true },
    flat: { label: '平的方向', unit: 'number', means: '每一步离谷底多远', length: (p) => p.steps + 1, grows: true },
    log10Height: { label: '高度 log₁₀', unit: 'log10', means: '每一步的高度', length: (p) => p.steps + 1, grows: true },
  },
  presets: [
    { id: 'small', label: '小步', why: '不迈过谷底，平的方向却走不动。', set: { rate: 0.02, curvature: 10 } },
    { id: 'edge', label: '正好在界上', why: '步长是 2/λ：来回迈，一点也不近。', set: { rate: 0.2, curvature: 10 } },
    { id: 'beyond', label: '过了界', why: '步长比 2/λ 大一点点。', set: { rate: 0.21, curvature: 10 } },
  ],
});
