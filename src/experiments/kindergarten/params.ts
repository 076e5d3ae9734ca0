import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';
import { checkpoints } from './checkpoints.ts';
import { shownCars, shownPoints } from './shown-drives.ts';

const examined = ({ steps }: { readonly steps: number }) => checkpoints(steps).length;

export const params = defineParams({
  name: 'kindergarten',
  title: '汽车的幼儿园',
  question: '十二辆车圈在院子里，没有人教，只知道撞了不好。过后它们怎么开？',
  about:
    '十二辆车共用一个小网络，看九条射线有多远，自己开，自己撞，从撞的经过里学哪个方向危险，不用一个人来标。看它们撞得越来越少，再把同一个网络放到没见过的院子里；院子里的障碍由你摆。',
  guesses: ['还是乱撞', '四处走，样样躲得开', '不大撞了，可是总走那几条老路'],
  answer: 2,
  reveal: '它们学会了不撞，却挤在一两条圈子上：要求的只是不撞，没有人要它们把院子走遍。',
  work: ({ steps, cars }) => steps * (cars + 24) + 20_000 * examined({ steps }),
  schema: {
    cars: {
      kind: 'number',
      label: '一起学的车',
      unit: '辆',
      min: 1,
      max: 24,
      step: 1,
      default: 12,
      ticks: [1, 12, 24],
    },
    exploration: {
      kind: 'number',
      symbol: 'ε',
      label: '一开始有多少步乱开',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
      ticks: [0, 0.5, 1],
      help: '随机打方向盘的份额，一路降到十分之一',
    },
    steps: {
      kind: 'number',
      label: '每辆车开多少步',
      unit: '步',
      min: 50,
      max: 4000,
      step: 10,
      default: 2670,
      ticks: [670, 2670],
      help: '每辆车每一步是一个样本',
    },
    place: {
      kind: 'choice',
      label: '看哪个院子',
      options: [
        { value: 'home', label: '学车的院子' },
        { value: 'own', label: '你摆的院子' },
      ],
      default: 'home',
      asks: true,
      drawnByView: true,
    },
    yard: {
      kind: 'text',
      label: '你摆的院子',
      help: '有障碍的格子：a1 是左上角，j7 是右下角',
      maxLength: 140,
      default: 'b2c2i2b3h3i3e4f4d6e6h6',
      asks: true,
    },
    seed: seedSetting('院子、车的起点和网络的初始权重都由它决定', 3),
  },
  readouts: {
    ownCrashes: { label: '学车时撞了', unit: 'trials', means: '学的时候一共撞了几次' },
    samples: { label: '样本', unit: 'number', means: '所有的车一共走了几步' },
    crashesPer1000: { label: '每千步撞几次', unit: 'number', means: '在学车的院子里，不乱开，每一千步撞几次' },
    crashesUntrained: {
      label: '没学之前每千步撞几次',
      unit: 'number',
      means: '第一步之前就考：在学车的院子里，每一千步撞几次',
    },
    crashesPer1000New: { label: '新院子里每千步撞几次', unit: 'number', means: '在八个没见过的院子里，每一千步撞几次' },
    survived400: { label: '四百步不撞', unit: 'share', means: '在学车的院子里，四十辆车里连开四百步没有撞的份额' },
    survived400New: {
      label: '新院子里四百步不撞',
      unit: 'share',
      means: '在八个没见过的院子里，四十辆车里连开四百步没有撞的份额',
    },
    halfTimeGround: {
      label: '一半的时间在多大的地方',
      unit: 'share',
      means: '学车的院子里，至少要多少空地才装得下一半的时间；到处走是一半，前一百步不算',
      none: '没有车活过一百步',
    },
    shownSurvived: {
      label: '看的这个院子里没撞的车',
      unit: 'number',
      means: '图上的十二辆车里，连开四百步没有撞的有几辆',
      none: '还在学，或者院子里没有空地',
    },
  },
  series: {
    examinedAt: { label: '样本', unit: 'number', means: '第几个样本之后考一次', length: examined, grows: true },
    crashesBySamples: {
      label: '学车的院子',
      unit: 'number',
      means: '每次考试，每一千步撞几次',
      length: examined,
      grows: true,
    },
    crashesNewBySamples: {
      label: '新院子',
      unit: 'number',
      means: '每次考试，每一千步撞几次',
      length: examined,
      grows: true,
    },
    paths: {
      label: '路线',
      unit: 'number',
      means: '图上每辆车走过的点：左右、上下，院子宽 1；一辆接一辆，走完了是空的',
      length: () => 2 * shownCars * shownPoints,
    },
    crashPlaces: { label: '撞的地方', unit: 'number', means: '图上每个叉：左右、上下，院子宽 1' },
  },
  presets: [
    {
      id: 'home',
      label: '学车的院子',
      why: '不撞了，可是都挤在一两条圈子上。',
      set: { place: 'home', cars: 12, exploration: 0.5, steps: 2670 },
    },
    {
      id: 'own',
      label: '换个院子',
      why: '同一个网络，没见过的院子。点格子，放障碍。',
      set: { place: 'own', cars: 12, exploration: 0.5, steps: 2670 },
    },
    { id: 'short', label: '只学四分之一', why: '每辆车只开 670 步。', set: { place: 'home', steps: 670 } },
  ],
});

export type Kindergarten = typeof params;
export type KindergartenParams = SettingsOf<Kindergarten>;
