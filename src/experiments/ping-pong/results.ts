import type { ReadoutTable, SeriesTable, Slots } from '../../lab/contract/results.ts';
import { mapSide } from './map-side.ts';

/** What a run finds. Keys begin with nothing for the reader's net and with `beside.` for the one beside it. */
export const slots = { who: ['', 'beside.'] } as const satisfies Slots;

export const slotNames = { who: { '': '', 'beside.': '旁边的网络' } } as const;

const notYet = '训练结束才量';

export const readouts = {
  '<who>pBallTable': { label: '有球有台', unit: 'share', means: '说“有球”的份额：球和台都在的新图片' },
  '<who>pBallNoTable': { label: '有球没台', unit: 'share', means: '说“有球”的份额：只有球的新图片' },
  '<who>pTableNoBall': { label: '有台没球', unit: 'share', means: '说“有球”的份额：只有台的新图片' },
  '<who>pNeither': { label: '都没有', unit: 'share', means: '说“有球”的份额：球和台都没有的新图片' },
  '<who>pBlurredTable': { label: '拉长的球，有台', unit: 'share', means: '说“有球”的份额：球拉成长条，有台' },
  '<who>pBlurredNoTable': { label: '拉长的球，没台', unit: 'share', means: '说“有球”的份额：球拉成长条，没有台' },
  '<who>iidAccuracy': { label: '同分布的正确率', unit: 'share', means: '新图片里反例和训练图片里一样多时，答对的份额' },
  '<who>worstGroupAccuracy': {
    label: '最差一组的正确率',
    unit: 'share',
    means: '有球没球、有台没台四组里，答对得最少的那组',
  },
  '<who>tableEvidence': {
    label: '拿走球台，对数几率降',
    unit: 'logit',
    means: '拿走球台以后，“有球”的对数几率平均降多少',
  },
  '<who>ballEvidence': { label: '拿走球，对数几率降', unit: 'logit', means: '拿走球以后，“有球”的对数几率平均降多少' },
  '<who>hotspotOnTable': {
    label: '遮挡图最热处在台上',
    unit: 'share',
    means: '遮住哪里影响最大：落在球台上的份额',
    none: notYet,
  },
  '<who>hotspotOnBall': {
    label: '遮挡图最热处在球上',
    unit: 'share',
    means: '遮住哪里影响最大：落在球上的份额',
    none: notYet,
  },
  '<who>step': { label: '步', unit: 'steps', means: '走了几步' },
  '<who>loss': { label: '损失', unit: 'nat', means: '最近一批的交叉熵', none: '还没有走第一步' },
  '<who>p': { label: '你的画面', unit: 'probability', means: '网络认为你的画面里有球的概率' },
  '<who>pWithoutTable': {
    label: '拿走球台以后',
    unit: 'probability',
    means: '同一个画面没有球台时的概率',
    none: '画面里没有球台',
  },
  '<who>pWithoutBall': {
    label: '拿走球以后',
    unit: 'probability',
    means: '同一个画面没有球时的概率',
    none: '画面里没有球',
  },
} as const satisfies ReadoutTable;

export const series = {
  '<who>loss': {
    label: '损失',
    unit: 'nat',
    means: '每一步的交叉熵',
    length: ({ steps }: { readonly steps: number }) => steps,
    grows: true,
  },
  '<who>occlusion': {
    label: '遮挡图',
    unit: 'logit',
    means: '灰块遮住各处，对数几率降多少；从上到下一行一行',
    only: '打开了遮挡图',
    length: () => mapSide * mapSide,
  },
} as const satisfies SeriesTable<never>;
