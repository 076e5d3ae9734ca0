import type { ReadoutTable, SeriesTable, Slots } from '../../lab/contract/results.ts';
import { answerNames, framesOf, pixelsOfFrame } from './film.ts';
import { lossEvery, testedLags } from './sampling.ts';

/** Keys end with the net's name; with one net alone the marks are there without it too. */
export const slots = {
  of: ['', '.frame', '.pool', '.lstm', '.rnn', '.attention', '.attention-positions'],
} as const satisfies Slots;

const captioned = '给每一帧配说明的网络才有';
const attentive = '有注意力的网络才有';

export const readouts = {
  step: { label: '步', unit: 'steps', means: '走了几步' },
  'accuracy<of>': { label: '正确率', unit: 'share', means: '考新片子，答对的份额' },
  'accuracyFarthest<of>': {
    label: '隔六十帧的正确率',
    unit: 'share',
    means: '训练好以后，拿隔六十帧的片子考，不管训练时隔多远',
    only: '训练结束才考',
  },
  'captionAccuracy<of>': {
    label: '说明的正确率',
    unit: 'share',
    means: '新片子的每一帧，说明对的份额',
    only: captioned,
  },
  'attentionOnSignal<of>': {
    label: '注意力在手势上',
    unit: 'share',
    means: '新片子里，伸着手的帧一共得到多少权重',
    only: attentive,
  },
  'attentionOnLast<of>': {
    label: '注意力在后一个手势上',
    unit: 'share',
    means: '新片子里，最后一个手势得到多少权重',
    only: attentive,
  },
  'attentionOnNeglectedSide<of>': {
    label: '注意力在少看的那边',
    unit: 'share',
    means: '左手和右手的手势里，权重少的那边平均得到多少',
    only: attentive,
  },
  'shuffleChange<of>': {
    label: '打乱的影响',
    unit: 'logit',
    means: '打乱片子，一个对数几率最多变多少；0 是一个比特也没变',
  },
  'shuffleFlips<of>': { label: '打乱就改口', unit: 'share', means: '打乱以后，答案变了的片子的份额' },
  'loss<of>': { label: '损失', unit: 'nat', means: '最近一批的交叉熵', none: '还没有走第一步' },
  'diverged<of>': { label: '发散', unit: 'flag', means: '损失是否离开了有限的数' },
  shownLag: { label: '片子的间隔', unit: 'frames', means: '这部片子里，最后一个手势离转弯几帧' },
  shownRight: { label: '应当答', unit: 'index', means: '这部片子的正确答案：左、右、没有手势', names: answerNames },
  'shownP.<model>': { label: '对这部片子', unit: 'probability', means: '网络给正确答案的概率' },
  'shownChange.<model>': {
    label: '这部片子打乱之后',
    unit: 'logit',
    means: '一个对数几率最多变了多少；0 是一个比特也没变',
  },
} as const satisfies ReadoutTable;

type Shown = { readonly filmLag: number };
const perFrame = { length: ({ filmLag }: Shown) => framesOf(filmLag) } as const;

export const series = {
  'lossByStep.<model>': {
    label: '损失',
    unit: 'nat',
    means: '每十步的平均交叉熵',
    length: ({ steps }: { readonly steps: number }) => Math.floor(steps / lossEvery),
    grows: true,
  },
  'accuracyByLag.<model>': {
    label: '正确率',
    unit: 'share',
    means: '训练好以后，在别的间隔上的正确率；空着是还没有考',
    only: '训练结束才考',
    length: () => testedLags.length,
  },
  'accuracyByFrame.<model>': {
    label: '单看一格的正确率',
    unit: 'share',
    means: '只看这一帧，答对的份额',
    only: '单看一格的网络才有',
    length: ({ lag }: { readonly lag: number }) => framesOf(lag),
  },
  shownOrder: { label: '帧', unit: 'index', means: '片子的每个位置上放的是第几帧', ...perFrame },
  shownPoses: { label: '画面', unit: 'index', means: '每个位置上的画面：骑着、左臂、右臂、路口', ...perFrame },
  shownDarkness: {
    label: '灰度',
    unit: 'share',
    means: '网络看到的每个点有多黑，一帧接一帧',
    length: ({ filmLag }: Shown) => framesOf(filmLag) * pixelsOfFrame,
  },
  'shownAnswers.<model>': {
    label: '答案',
    unit: 'probability',
    means: '左、右（和没有手势）的概率',
    length: ({ answers }: { readonly answers: string }) => (answers === 'three' ? 3 : 2),
  },
  'shownCaptions.<model>': { label: '说明', unit: 'index', means: '给每一帧的说明', only: captioned, ...perFrame },
  'shownCaptionP.<model>': {
    label: '说明的概率',
    unit: 'probability',
    means: '那句说明的概率',
    only: captioned,
    ...perFrame,
  },
  'shownAttention.<model>': { label: '权重', unit: 'share', means: '给每一帧的权重', only: attentive, ...perFrame },
  'shownFrameP.<model>': {
    label: '答对的概率',
    unit: 'probability',
    means: '只凭这一帧，给正确答案的概率',
    only: '单看一格的网络才有',
    ...perFrame,
  },
} as const satisfies SeriesTable<never>;
