import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';

/** A setting of the picture that the reader sees: asked, never trained, and drawn by the editor. */
const ofPicture = { asks: true, drawnByView: true } as const;

/** Two places, five colours, three things. */
const cells = 2 * 5 * 3;

export const params = defineParams({
  name: 'red-shoes',
  title: '手里的红鞋',
  question: '手里提着红鞋，网络会说是什么？',
  about:
    '网络看一张画，认出人身上的东西是鞋、酒还是书。起初的训练图片里，鞋都在脚上，手里的红东西总是酒。画面由你摆，网络当场回答；再往训练图片里添几张提在手里的鞋，看它要见过多少才改口。',
  guesses: ['鞋', '红酒', '书'],
  answer: 1,
  reveal: '训练图片里，手里的红东西总是酒，鞋总在脚上。它不是看不清，是从没见过。',
  work: ({ steps }) => steps,
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
    seed: seedSetting('权重和图片都由它决定', 9),
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
  readouts: {
    adShoe: { label: '手里的红鞋说成鞋', unit: 'share', means: '手里提着红鞋的新图片里，答“鞋”的份额' },
    adWine: { label: '手里的红鞋说成酒', unit: 'share', means: '手里提着红鞋的新图片里，答“酒”的份额' },
    adBook: { label: '手里的红鞋说成书', unit: 'share', means: '手里提着红鞋的新图片里，答“书”的份额' },
    adMeanWine: { label: '那里酒的平均概率', unit: 'probability', means: '手里提着红鞋的新图片里，酒的概率取平均' },
    blueBook: { label: '手里的蓝鞋说成书', unit: 'share', means: '手里提着蓝鞋的新图片里，答“书”的份额' },
    iidAccuracy: { label: '平时的正确率', unit: 'share', means: '和训练图片同样分布的新图片里，答对的份额' },
    rarePictures: { label: '罕见的图片', unit: 'pictures', means: '训练图片里，提在手里的鞋有几张' },
    step: { label: '步', unit: 'steps', means: '走了几步' },
    loss: { label: '损失', unit: 'nat', means: '最近一批的交叉熵', none: '还没有走第一步' },
    pShoe: { label: '你的画面是鞋', unit: 'probability', means: '网络给画面里的东西是鞋的概率' },
    pWine: { label: '你的画面是酒', unit: 'probability', means: '网络给画面里的东西是酒的概率' },
    pBook: { label: '你的画面是书', unit: 'probability', means: '网络给画面里的东西是书的概率' },
  },
  series: {
    dataPrior: {
      label: '数据',
      unit: 'share',
      means: '训练图片里，每个地方、每种颜色的东西各是什么；两个地方 × 五种颜色 × 三样东西',
      length: () => cells,
    },
    networkPrior: {
      label: '网络',
      unit: 'probability',
      means: '把这种颜色的鞋放在那里，网络说是什么；次序同上',
      length: () => cells,
    },
    loss: { label: '损失', unit: 'nat', means: '每一步的交叉熵', length: ({ steps }) => steps, grows: true },
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

export type RedShoes = typeof params;
export type RedShoesParams = SettingsOf<RedShoes>;
