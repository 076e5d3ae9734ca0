import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';
import { drugNames } from './drug-names.ts';
import { readouts, series, slots, slotNames } from './results.ts';

/** What is asked of fitted models, and fits nothing. */
const question = { asks: true } as const;

export const params = defineParams({
  name: 'pharmacophore',
  title: '分子凭什么像药',
  question: '普罗帕酮带着 β 受体阻滞药的那一串原子，教科书却把它归在别处。没见过它的模型会怎么说？',
  about:
    '九十七种常见的药，一种画成一张平面的分子图。把每个原子周围的样子记下来，用逻辑回归判断它属于哪一类，再把证据摊回原子上。可以擦掉一个基团，看证据怎样变。只谈图形，不涉及用药。',
  guesses: ['不像', '拿不准', '多半算进去'],
  answer: 2,
  reveal: '它认的是那一串原子，不是教科书。擦掉氨基或羟基，再看它怎么说。',
  instant: true,
  schema: {
    molecule: {
      kind: 'choice',
      label: '分子',
      help: '判断它的模型，拟合时没有见过它',
      options: drugNames,
      menu: true,
      default: 'propafenone',
      ...question,
    },
    class: {
      kind: 'choice',
      label: '像不像',
      options: [
        { value: 'beta-blocker', label: 'β 受体阻滞药' },
        { value: 'nsaid', label: '非甾体抗炎药' },
        { value: 'sulfonamide', label: '磺胺类抗菌药' },
        { value: 'beta-lactam', label: 'β-内酰胺类' },
      ],
      default: 'beta-blocker',
    },
    radius: {
      kind: 'number',
      symbol: 'r',
      label: '指纹的半径',
      unit: '个键',
      min: 0,
      max: 3,
      step: 1,
      default: 2,
      ticks: [0, 1, 2, 3],
      help: '0 只看原子自己，3 看到三个键以外',
    },
    edit: {
      kind: 'choice',
      label: '点到的基团',
      options: [
        { value: 'erase', label: '擦掉' },
        { value: 'carbon', label: '换成碳' },
      ],
      default: 'erase',
      ...question,
    },
    without: {
      kind: 'text',
      label: '改掉的基团',
      help: '分子的名字，和各个基团的号码：propafenone:1.3',
      maxLength: 80,
      default: '',
      ...question,
    },
    penalty: {
      kind: 'number',
      symbol: 'λ',
      label: '权重的惩罚',
      min: 0.1,
      max: 100,
      step: 0.1,
      scale: 'log',
      default: 1,
      ticks: [0.1, 1, 10, 100],
      advanced: true,
      help: '越大，权重越小',
    },
    seed: seedSetting('哪些药分在同一折，由它决定', 9),
  },
  slots,
  slotNames,
  readouts,
  series,
  presets: [
    {
      id: 'propafenone',
      label: '普罗帕酮',
      why: '一整串都有，教科书却不把它算作 β 受体阻滞药。',
      set: { class: 'beta-blocker', molecule: 'propafenone', without: '' },
    },
    {
      id: 'no-amine',
      label: '擦掉氨基',
      why: '同一个分子，只少一个氮。',
      set: { class: 'beta-blocker', molecule: 'propafenone', without: 'propafenone:1', edit: 'erase' },
    },
    {
      id: 'guaifenesin',
      label: '愈创甘油醚',
      why: '那一串的头几个原子都对，末端却没有氨基。',
      set: { class: 'beta-blocker', molecule: 'guaifenesin', without: '' },
    },
    {
      id: 'dapsone',
      label: '氨苯砜',
      why: '不是磺胺，靶标却和磺胺相同。',
      set: { class: 'sulfonamide', molecule: 'dapsone', without: '' },
    },
    {
      id: 'furosemide',
      label: '呋塞米',
      why: '一个利尿药，长着消炎药的羧基和氨基。',
      set: { class: 'nsaid', molecule: 'furosemide', without: '' },
    },
  ],
});

export type Pharmacophore = typeof params;
export type PharmacophoreParams = SettingsOf<Pharmacophore>;
