import type { ReadoutTable, SeriesTable } from '../../lab/contract/results.ts';

const never = '还没有看完过一批';
const beforeEnd = '学完以后才考';

export const readouts = {
  coatEffect: {
    label: '大衣的功劳',
    unit: 'logit',
    means: '一百五十张拱廊里的大衣，只把大衣换成别的衣服，网络给 M 城的对数几率平均降多少',
  },
  streetEffect: {
    label: '街道的功劳',
    unit: 'logit',
    means: '同样的照片，只把拱廊换成别的街道，网络给 M 城的对数几率平均降多少',
  },
  streetShare: {
    label: '功劳里街道的一份',
    unit: 'share',
    means: '街道的功劳除以大衣和街道的功劳之和',
    none: '两样加起来几乎没有功劳',
  },
  trueCoatEffect: { label: '真相里大衣的功劳', unit: 'logit', means: '同样的照片，只换大衣，真正的对数几率平均降多少' },
  trueStreetEffect: {
    label: '真相里街道的功劳',
    unit: 'logit',
    means: '同样的照片，只换街道，真正的对数几率平均降多少',
  },
  aucM: {
    label: 'M 城，任何街道的 AUC',
    unit: 'probability',
    means: '衣服和街道各管各的新照片里，被喜欢的一张排在不被喜欢的一张前面的概率',
  },
  aucS: { label: 'S 城，任何街道的 AUC', unit: 'probability', means: '同样的照片，S 城' },
  aucSame: {
    label: 'M 城，老样子的 AUC',
    unit: 'probability',
    means: '与训练照片同样来历的新照片里，被喜欢的一张排在不被喜欢的一张前面的概率',
  },
  arcadeWithoutCoat: {
    label: '拱廊里没有大衣的',
    unit: 'pictures',
    means: '从十二张任何街道的照片里挑四张给 M 城，平均有几张是拱廊里的别的衣服',
  },
  overlap: { label: '两座城共有的', unit: 'pictures', means: '两座城各挑四张，平均有几张是同一张；随便挑是 1.33' },
  pNet: { label: '网络说喜欢的', unit: 'probability', means: '网络说，M 城有多少人喜欢你的这张照片' },
  pTruth: { label: '真正喜欢的', unit: 'probability', means: 'M 城真正有多少人喜欢你的这张照片' },
  heartsGiven: { label: '你点的心', unit: 'number', means: '一共点了几颗' },
  photosSeen: {
    label: '你看过的照片',
    unit: 'pictures',
    means: '算作回答的：看过的各批里，点了心的是喜欢，没点的是不喜欢',
  },
  hits: { label: '猜中', unit: 'number', means: '每批之前猜四张，你后来真点了心的有几张', none: never },
  hitsByChance: { label: '随便猜会中', unit: 'number', means: '同样多的照片随便挑，平均会中几张', none: never },
  guessesTested: { label: '猜过', unit: 'pictures', means: '已经能对答案的猜测有几张' },
  ownM: { label: '你有多像 M 城', unit: 'number', means: '你的喜好里，网络给 M 城的对数几率占的权重' },
  ownS: { label: '你有多像 S 城', unit: 'number', means: '你的喜好里，网络给 S 城的对数几率占的权重' },
  guess0: {
    label: '没点心时猜得多准',
    unit: 'probability',
    means: '三十个编出来的读者，一张还没回答，没看过的照片的 AUC，取平均',
    none: beforeEnd,
  },
  guess8: { label: '回答八张猜得多准', unit: 'probability', means: '同样的读者，各回答八张', none: beforeEnd },
  guess64: { label: '回答六十四张猜得多准', unit: 'probability', means: '同样的读者，各回答六十四张', none: beforeEnd },
  alone8: {
    label: '不靠两座城，回答八张',
    unit: 'probability',
    means: '同样的读者，页面不知道两座城，各回答八张',
    none: beforeEnd,
  },
  step: { label: '步', unit: 'steps', means: '走了几步' },
  loss: { label: '损失', unit: 'nat', means: '最近一批的交叉熵', none: '还没有走第一步' },
} as const satisfies ReadoutTable;

const kinds = 5;
const pageLength = 4;

export const series = {
  why: {
    label: '网络',
    unit: 'logit',
    means: '你的照片上，衣服、颜色、鞋、包、街道各换成别的，网络给 M 城的对数几率平均降多少',
    length: () => kinds,
  },
  truthWhy: { label: '真相', unit: 'logit', means: '次序同上，真正的对数几率平均降多少', length: () => kinds },
  pageM: {
    label: 'M 城的页面',
    unit: 'index',
    means: '十二张里网络给 M 城挑的四张，从 0 数起',
    length: () => pageLength,
  },
  pageS: { label: 'S 城的页面', unit: 'index', means: '十二张里网络给 S 城挑的四张', length: () => pageLength },
  truePageM: {
    label: 'M 城真正的前四',
    unit: 'index',
    means: '十二张里 M 城真正最喜欢的四张',
    length: () => pageLength,
  },
  truePageS: {
    label: 'S 城真正的前四',
    unit: 'index',
    means: '十二张里 S 城真正最喜欢的四张',
    length: () => pageLength,
  },
  nextPlaces: { label: '猜你喜欢的', unit: 'index', means: '下一批里猜你最喜欢的四张；全看完了是空的' },
  nextProbability: { label: '猜你喜欢的概率', unit: 'probability', means: '次序同上' },
  nextLow: { label: '概率的下端', unit: 'probability', means: '三分之二的把握在两端之间' },
  nextHigh: { label: '概率的上端', unit: 'probability', means: '三分之二的把握在两端之间' },
  byTaps: {
    label: '两座城打底',
    unit: 'probability',
    means: '三十个编出来的读者，各回答 0、4、8、16、32、64 张之后，没看过的照片的 AUC，取平均',
  },
  byTapsAlone: { label: '从零学起', unit: 'probability', means: '同样的读者，页面不知道两座城' },
  loss: {
    label: '损失',
    unit: 'nat',
    means: '每一步的交叉熵',
    length: ({ steps }: { readonly steps: number }) => steps,
    grows: true,
  },
} as const satisfies SeriesTable<{ readonly steps: number }>;
