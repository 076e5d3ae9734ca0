import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';
import { readouts, series } from './results.ts';
import { keyNames, wordOptions } from './words.ts';

/** Asked, never trained; its control is the View's own. */
const question = { asks: true, drawnByView: true } as const;

export const params = defineParams({
  name: 'taste',
  title: '大家为什么喜欢',
  question: '照片里的大衣都站在拱廊下，M 城人都喜欢。网络会把功劳记给谁？',
  about:
    '一个编出来的世界：程序画的街拍照片，两座不存在的城市，谁喜欢什么由我们写定。网络只看照片和点赞。换掉大衣、颜色或者街道，看网络的回答和真相差在哪里；再给几张照片点上心，让页面猜你还喜欢哪张。',
  guesses: ['大衣', '拱廊', '两样平分'],
  answer: 1,
  reveal: '两样从不分开，数据分不出是谁。拱廊大，又好认，网络就拣了它。',
  work: ({ pictures, steps }) => steps + 0.15 * pictures + 200,
  schema: {
    confounding: {
      kind: 'number',
      symbol: 'c',
      label: '大衣和拱廊有多少总在一起',
      min: 0,
      max: 1,
      step: 0.05,
      default: 1,
      ticks: [0, 0.5, 0.8, 1],
      help: '守着“穿大衣就在拱廊，不穿就不在”的照片占多少；其余的各管各的',
    },
    broken: {
      kind: 'number',
      label: '例外',
      unit: '张',
      min: 0,
      max: 300,
      step: 10,
      default: 0,
      ticks: [0, 100, 300],
      help: '一半是别处的大衣，一半是拱廊里的别的衣服',
    },
    truth: {
      kind: 'choice',
      label: 'M 城人真正喜欢的',
      options: [
        { value: 'coat', label: '大衣' },
        { value: 'street', label: '拱廊' },
      ],
      default: 'coat',
    },
    redraw: {
      kind: 'choice',
      label: '训练时把街道随机换掉',
      options: [
        { value: 'off', label: '不换' },
        { value: 'on', label: '换' },
      ],
      default: 'off',
    },
    reads: {
      kind: 'choice',
      label: '网络看什么',
      options: [
        { value: 'pictures', label: '照片' },
        { value: 'words', label: '照片的说明' },
      ],
      default: 'pictures',
      help: '说明是五个词，由网络自己认出来，再按词打分',
    },
    pictures: {
      kind: 'number',
      symbol: 'N',
      label: '照片',
      unit: '张',
      min: 300,
      max: 4000,
      step: 100,
      default: 1000,
      ticks: [1000, 4000],
      advanced: true,
    },
    people: {
      kind: 'number',
      label: '每座城看每张照片的人',
      unit: '个',
      min: 1,
      max: 32,
      step: 1,
      default: 8,
      advanced: true,
    },
    steps: {
      kind: 'number',
      label: '训练步数',
      unit: '步',
      min: 50,
      max: 1500,
      step: 50,
      default: 600,
      advanced: true,
      help: '每步看 32 张照片',
    },
    seed: seedSetting('照片、点赞和权重都由它决定', 2),
    show: {
      kind: 'choice',
      label: '看什么',
      options: [
        { value: 'photo', label: '一张照片' },
        { value: 'cities', label: '两座城的页面' },
        { value: 'you', label: '你的页面' },
      ],
      default: 'photo',
      ...question,
    },
    garment: { kind: 'choice', label: keyNames.garment, options: wordOptions.garment, default: 'coat', ...question },
    colour: { kind: 'choice', label: keyNames.colour, options: wordOptions.colour, default: 'red', ...question },
    shoes: { kind: 'choice', label: keyNames.shoes, options: wordOptions.shoes, default: 'boots', ...question },
    bag: { kind: 'choice', label: keyNames.bag, options: wordOptions.bag, default: 'tote', ...question },
    street: { kind: 'choice', label: keyNames.street, options: wordOptions.street, default: 'arcade', ...question },
    hearts: {
      kind: 'text',
      label: '你的心',
      help: '一批十二张，a 到 l；看过的各批之间用点隔开',
      maxLength: 104,
      default: '',
      asks: true,
      readersOwn: true,
    },
  },
  readouts,
  series,
  presets: [
    {
      id: 'together',
      label: '总在一起',
      why: '凡是大衣都在拱廊，凡是拱廊都有大衣。',
      set: { confounding: 1, broken: 0, truth: 'coat', redraw: 'off', reads: 'pictures', show: 'photo' },
    },
    {
      id: 'exceptions',
      label: '一百张例外',
      why: '一千张里有一百张，大衣和拱廊没有在一起。',
      set: { confounding: 1, broken: 100, truth: 'coat', redraw: 'off', reads: 'pictures', show: 'photo' },
    },
    {
      id: 'apart',
      label: '互不相干',
      why: '大衣在哪条街都有。',
      set: { confounding: 0, broken: 0, truth: 'coat', redraw: 'off', reads: 'pictures', show: 'photo' },
    },
    {
      id: 'other-truth',
      label: '另一个真相',
      why: '喜欢的其实是拱廊。数据一个字也不变，网络也一个字不变。',
      set: { confounding: 1, broken: 0, truth: 'street', redraw: 'off', reads: 'pictures', show: 'photo' },
    },
    {
      id: 'redraw',
      label: '随机换街道',
      why: '先认定街道不要紧，再教网络。',
      set: { confounding: 1, broken: 0, truth: 'coat', redraw: 'on', reads: 'pictures', show: 'photo' },
    },
    { id: 'you', label: '点几颗心', why: '给喜欢的照片点心，页面猜下一批。', set: { show: 'you' } },
  ],
});

export type Taste = typeof params;
export type TasteParams = SettingsOf<Taste>;
