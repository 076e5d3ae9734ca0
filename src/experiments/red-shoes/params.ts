import { defineParams, type ParamsOf } from '../../lab/contract/schema.ts';

/** A setting of the picture that the reader sees: asked, never trained, and drawn by the editor. */
const ofPicture = { asks: true, drawnByView: true } as const;

export const params = defineParams({
  name: 'red-shoes',
  title: '手里的红鞋',
  question: '手里提着红鞋，网络会说是什么？',
  guesses: ['鞋', '红酒', '书'],
  answer: 1,
  reveal: '训练图片里，手里的红东西总是酒，鞋总在脚上。它不是看不清，是从没见过。',
  schema: {
    rare: {
      kind: 'number',
      symbol: 'ρ',
      label: '训练图片里，提在手里的鞋占多少',
      min: 0,
      max: 0.3,
      step: 0.005,
      default: 0,
      ticks: [0, 0.1, 0.3],
    },
    images: {
      kind: 'number',
      symbol: 'N',
      label: '训练图片',
      unit: '张',
      min: 500,
      max: 4000,
      step: 100,
      default: 2000,
      ticks: [500, 2000, 4000],
    },
    steps: {
      kind: 'number',
      label: '训练步数',
      unit: '步',
      min: 50,
      max: 1500,
      step: 50,
      default: 400,
      ticks: [400, 1000],
      help: '每步看 32 张图',
    },
    noise: {
      kind: 'number',
      label: '噪声',
      min: 0,
      max: 0.12,
      step: 0.01,
      default: 0.03,
      advanced: true,
    },
    seed: {
      kind: 'number',
      label: '种子',
      min: 1,
      max: 9999,
      step: 1,
      default: 1,
      advanced: true,
      help: '权重和图片都由它决定',
    },
    object: {
      kind: 'choice',
      label: '东西',
      options: [
        { value: 'shoe', label: '鞋' },
        { value: 'wine', label: '酒' },
        { value: 'book', label: '书' },
      ],
      default: 'shoe',
      ...ofPicture,
    },
    colour: {
      kind: 'choice',
      label: '颜色',
      options: [
        { value: 'red', label: '红' },
        { value: 'blue', label: '蓝' },
        { value: 'green', label: '绿' },
        { value: 'black', label: '黑' },
        { value: 'yellow', label: '黄' },
      ],
      default: 'red',
      ...ofPicture,
    },
    place: {
      kind: 'choice',
      label: '鞋在哪里',
      options: [
        { value: 'hand', label: '手里' },
        { value: 'feet', label: '脚上' },
      ],
      default: 'hand',
      when: { object: ['shoe'] },
      ...ofPicture,
    },
  },
  presets: [
    {
      id: 'advertisement',
      label: '广告',
      why: '红鞋，提在手里。',
      set: { object: 'shoe', colour: 'red', place: 'hand' },
    },
    { id: 'worn', label: '穿在脚上', why: '同一双红鞋。', set: { object: 'shoe', colour: 'red', place: 'feet' } },
    {
      id: 'blue',
      label: '换成蓝鞋',
      why: '颜色一换，它改口叫书。',
      set: { object: 'shoe', colour: 'blue', place: 'hand' },
    },
    { id: 'ten-percent', label: '见过一成', why: '训练图片里有一成是提在手里的鞋。', set: { rare: 0.1 } },
  ],
});

export type RedShoesParams = ParamsOf<typeof params.schema>;
