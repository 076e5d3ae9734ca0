import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';
import { partNames } from '../../lab/science/data/face-part-names.ts';
import { edgePatch, partField } from '../../lab/science/nn/part-layer-sizes.ts';
import { wholePictureSize } from './words-and-sizes.ts';

const untrained = '还没有学完';

/** A setting of the face that the reader sees: asked, never trained, and drawn by the editor. */
const ofFace = { asks: true, drawnByView: true } as const;

export const params = defineParams({
  name: 'face-layers',
  title: '边，五官，脸',
  question: '没有人告诉它什么叫眼睛。只看一堆脸，它会自己分出眼睛来吗？',
  about:
    '六百张程序画的脸，一个标签也没有。三层一层一层地学：小块归成边，边归成零件，零件归成脸。改一改左边的脸，看它点亮哪些单元；每个零件叫不叫得出名字，用五官的真实位置来量。',
  guesses: ['不会，只会分出些说不清的花纹', '会，零件里有一多半叫得出名字', '会，四十个零件个个叫得出名字'],
  answer: 1,
  reveal: '零件里有一多半总是对着同一样五官；也有一些对着两样之间，叫不出名字。',
  work: ({ faces, edges, parts }) => faces * (2 + (edges / 16) * (1 + parts / 40)) + 1500,
  schema: {
    faces: {
      kind: 'number',
      symbol: 'N',
      label: '没有标签的脸',
      unit: '张',
      min: 100,
      max: 2000,
      step: 50,
      default: 600,
      ticks: [100, 600, 2000],
    },
    parts: {
      kind: 'number',
      label: '第二层的零件',
      unit: '个',
      min: 8,
      max: 64,
      step: 8,
      default: 40,
      ticks: [8, 40, 64],
    },
    edges: { kind: 'number', label: '第一层的边', unit: '个', min: 8, max: 24, step: 8, default: 16, advanced: true },
    whole: { kind: 'number', label: '第三层的脸', unit: '个', min: 6, max: 18, step: 6, default: 12, advanced: true },
    seed: seedSetting('画哪些脸、从哪里学起，都由它决定', 1),
    eyes: {
      kind: 'choice',
      label: '眼睛',
      options: [
        { value: 'open', label: '睁着' },
        { value: 'narrow', label: '眯着' },
        { value: 'none', label: '拿掉' },
      ],
      default: 'open',
      ...ofFace,
    },
    mouth: {
      kind: 'choice',
      label: '嘴',
      options: [
        { value: 'smile', label: '笑' },
        { value: 'straight', label: '平' },
        { value: 'frown', label: '撇' },
        { value: 'open', label: '张开' },
        { value: 'none', label: '拿掉' },
      ],
      default: 'smile',
      ...ofFace,
    },
    hair: {
      kind: 'choice',
      label: '头发',
      options: [
        { value: 'short', label: '短' },
        { value: 'fringe', label: '刘海' },
        { value: 'long', label: '长' },
        { value: 'none', label: '没有' },
      ],
      default: 'short',
      ...ofFace,
    },
    tone: { kind: 'number', label: '肤色深浅', min: 0.5, max: 0.95, step: 0.05, default: 0.8, ...ofFace },
    shiftX: { kind: 'number', label: '左右挪', min: -0.15, max: 0.15, step: 0.025, default: 0, ...ofFace },
    shiftY: { kind: 'number', label: '上下挪', min: -0.15, max: 0.15, step: 0.025, default: 0, ...ofFace },
  },
  readouts: {
    namedParts: {
      label: '叫得出名字的零件',
      unit: 'number',
      means: '第二层的零件里，最强的 60 个响应有八成对着同一样五官的个数',
      none: untrained,
    },
    meanPurity: { label: '平均纯度', unit: 'share', means: '各个零件的纯度取平均', none: untrained },
    namedKinds: {
      label: '有名字的五官',
      unit: 'number',
      means: '六样五官里，至少有一个叫得出名字的零件对着它的有几样',
      none: untrained,
    },
    steps: { label: '步', unit: 'steps', means: '三层一共学了几步，每步看一批小块' },
    litParts: {
      label: '点亮的零件',
      unit: 'number',
      means: '你的脸给它的响应，超过一半的新脸的零件有几个',
      none: untrained,
    },
    litEyes: {
      label: '点亮的零件里，对着眼睛的',
      unit: 'number',
      means: '点亮的零件里，名字是眼睛的有几个',
      none: untrained,
    },
    litMouths: {
      label: '点亮的零件里，对着嘴的',
      unit: 'number',
      means: '点亮的零件里，名字是嘴的有几个',
      none: untrained,
    },
  },
  series: {
    purity: {
      label: '纯度',
      unit: 'share',
      means: '每个零件最强的 60 个响应里，对着同一样五官的份额',
      length: ({ parts }) => parts,
      grows: true,
    },
    partName: {
      label: '对着什么',
      unit: 'index',
      means: `每个零件最常对着哪一样：${partNames.join('、')}`,
      length: ({ parts }) => parts,
      grows: true,
    },
    madeOf: {
      label: '脸由哪些零件合成',
      unit: 'number',
      means: '第三层每张脸里，每个零件比平常多出多少；一张脸接一张脸',
      length: ({ parts, whole }) => parts * whole,
      grows: true,
    },
    edgeLevel: {
      label: '边的响应',
      unit: 'factor',
      means: '你的脸给每个边的最强响应，是一半的新脸都达不到的那个值的几倍',
      grows: true,
      length: ({ edges }) => edges,
    },
    partLevel: {
      label: '零件的响应',
      unit: 'factor',
      means: '你的脸给每个零件的最强响应，是一半的新脸都达不到的那个值的几倍',
      grows: true,
      length: ({ parts }) => parts,
    },
    partPlace: {
      label: '零件的位置',
      unit: 'index',
      means: '每个零件在你的脸上哪一格响应最强；12 × 12 格，逐行数',
      grows: true,
      length: ({ parts }) => parts,
    },
    wholeLevel: {
      label: '脸的响应',
      unit: 'number',
      means: '你的脸和第三层每个单元的方向夹角的余弦',
      grows: true,
      length: ({ whole }) => whole,
    },
    edgePictures: {
      label: '边的样子',
      unit: 'number',
      means: '每个边响应的小块取平均，7 × 7 格的亮度，0 黑 1 白',
      grows: true,
      length: ({ edges }) => edges * edgePatch,
    },
    partPictures: {
      label: '零件的样子',
      unit: 'number',
      means: '每个零件响应最强的小块取平均，18 × 18 格的亮度',
      grows: true,
      length: ({ parts }) => parts * partField * partField,
    },
    wholePictures: {
      label: '脸的样子',
      unit: 'number',
      means: '第三层每个单元响应最强的图片取平均，20 × 20 格的亮度',
      grows: true,
      length: ({ whole }) => whole * wholePictureSize,
    },
  },
  presets: [
    { id: 'face', label: '一张脸', why: '看哪些零件亮。', set: { eyes: 'open', mouth: 'smile', shiftX: 0, shiftY: 0 } },
    { id: 'no-eyes', label: '拿掉眼睛', why: '管眼睛的零件暗下去。', set: { eyes: 'none' } },
    { id: 'shifted', label: '挪到一边', why: '零件照样亮：它们在哪里都找。', set: { shiftX: 0.125, shiftY: 0.05 } },
    { id: 'few-parts', label: '只许八个零件', why: '分不细，一个零件管好几样。', set: { parts: 8 } },
  ],
});

export type FaceLayers = typeof params;
export type FaceLayersParams = SettingsOf<FaceLayers>;
