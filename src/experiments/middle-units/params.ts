import { defineParams, type SettingsOf } from '../../lab/contract/definition.ts';
import { seedSetting } from '../../lab/contract/schema.ts';
import { mostVotes, perRound } from './ballot.ts';
import { unitCounts } from './networks.ts';
import { partNames } from '../../lab/science/data/face-part-names.ts';

const unfinished = '还没有学完';
const noVotes = '还没有投票';

export const params = defineParams({
  name: 'middle-units',
  title: '中间的单元',
  question: '网络认脸几乎不出错。它中间的 24 个单元，有多少个叫得出名字？',
  about:
    '在浏览器里教一个小卷积网络认脸，再看它中间一层的单元各自最喜欢什么。掺进 k 均值的单元和没训练过的网络的单元，不说谁是谁，由你投票：这个单元，叫得出名字吗？投完再揭晓，和量出来的比一比。',
  guesses: ['大半', '一半上下', '没几个'],
  answer: 2,
  reveal: '按八成的门槛，没几个。可这是我们的量法；你的眼睛怎么说，投了票才知道。',
  work: ({ images }) => images + 2400,
  schema: {
    show: {
      kind: 'choice',
      label: '投票还是看结果',
      options: [
        { value: 'vote', label: '投票' },
        { value: 'measure', label: '揭晓' },
      ],
      default: 'vote',
      asks: true,
      drawnByView: true,
    },
    network: {
      kind: 'choice',
      label: '量哪个网络的单元',
      options: [
        { value: 'supervised', label: '认脸的网络' },
        { value: 'k-means', label: 'k 均值' },
        { value: 'untrained', label: '没训练过的' },
      ],
      default: 'supervised',
      when: { show: ['measure'] },
      asks: true,
    },
    threshold: {
      kind: 'number',
      label: '多纯才算有名字',
      min: 0.5,
      max: 0.8,
      step: 0.05,
      default: 0.8,
      ticks: [0.5, 0.8],
      when: { show: ['measure'] },
      help: '最强的 60 个响应里，正中间是同一样五官的份额',
      asks: true,
    },
    votes: {
      kind: 'text',
      label: '你的票',
      help: 'y 叫得出，n 叫不出，一个字母一个单元；冒号前面是种子和图片数',
      maxLength: 12 + mostVotes,
      default: '',
      asks: true,
      readersOwn: true,
    },
    images: {
      kind: 'number',
      label: '训练用的图片',
      unit: '张',
      min: 200,
      max: 2400,
      step: 200,
      default: 1200,
      ticks: [200, 1200, 2400],
      help: '一半是脸，四分之一是打乱的脸，四分之一是图形；k 均值只看脸',
      advanced: true,
    },
    seed: seedSetting('图片、初始权重和单元出场的次序都由它决定', 1),
  },
  readouts: {
    named: {
      label: '有名字的单元',
      unit: 'number',
      means: '选中的网络里，纯度达到门槛的单元有几个',
      none: unfinished,
    },
    units: { label: '单元', unit: 'number', means: '选中的网络一共有几个单元' },
    accuracy: {
      label: '认脸答对的份额',
      unit: 'share',
      means: '在 600 张新图片上，是脸不是脸答对的份额；一半是脸',
      none: '还没有学完；k 均值不回答是不是脸',
    },
    readerNamed: {
      label: '你叫得出的',
      unit: 'number',
      means: '选中的网络里，你投了“叫得出”的单元有几个',
      none: noVotes,
    },
    votes: { label: '投了几票', unit: 'number', means: '三个网络的单元加在一起，你投了几票' },
    agreement: { label: '与量的一致', unit: 'share', means: '你的票和量出来的一致的份额', none: noVotes },
    phase: {
      label: '正在做什么',
      unit: 'index',
      means: '一次运行的四步，做到哪一步',
      names: ['画图片', '教网络认脸', 'k 均值归堆', '看新的脸'],
    },
    steps: { label: '步', unit: 'steps', means: '认脸的网络学了几步' },
    loss: { label: '损失', unit: 'nat', means: '最近一批图片的交叉熵', none: '还没有开始学' },
    'named.<network>': { label: '有名字的', unit: 'number', means: '这个网络里纯度达到门槛的单元', only: '学完以后' },
    'silent.<network>': {
      label: '从不响应的',
      unit: 'number',
      means: '对 300 张新的脸，一次也不响应的单元；不参加投票',
      only: '学完以后',
    },
    'readerNamed.<network>': {
      label: '你叫得出的',
      unit: 'number',
      means: '这个网络里你投了“叫得出”的单元',
      only: '学完以后',
      none: noVotes,
    },
    'readerSeen.<network>': { label: '你看过的', unit: 'number', means: '这个网络里你投过票的单元', only: '学完以后' },
    'namedOfSeen.<network>': {
      label: '你看过的里有名字的',
      unit: 'number',
      means: '你投过票的单元里，纯度达到门槛的',
      only: '学完以后',
      none: noVotes,
    },
  },
  series: {
    purity: {
      label: '纯度',
      unit: 'share',
      means: '选中的网络里，每个单元最强的 60 个响应有多大份额正中间是同一样五官',
      length: ({ network }) => unitCounts[network],
      grows: true,
    },
    'purity.<network>': {
      label: '纯度',
      unit: 'share',
      means: '这个网络每个单元的纯度，从高到低',
      only: '学完以后',
    },
    partName: {
      label: '对着什么',
      unit: 'index',
      means: `每个单元最常对着哪一样：${partNames.join('、')}`,
      length: ({ network }) => unitCounts[network],
      grows: true,
    },
    loss: { label: '损失', unit: 'nat', means: '每一步之前，这一批图片的交叉熵' },
    ballotNetwork: {
      label: '来自哪个网络',
      unit: 'index',
      means: '投票的次序里，每个单元来自哪个网络：认脸的、k 均值、没训练过的',
    },
    ballotPurity: { label: '纯度', unit: 'share', means: '投票的次序里，每个单元的纯度' },
    ballotPart: { label: '对着什么', unit: 'index', means: '投票的次序里，每个单元最常对着哪一样' },
    patches: {
      label: '小图',
      unit: 'number',
      means: '眼前每个单元最强的九块，各 18 × 18 格的亮度，0 黑 1 白；揭晓时是这一轮的单元',
    },
    middles: { label: '小图正中间', unit: 'index', means: '眼前每块小图正中间是哪一样；−1 是一样也没有' },
    lessonPictures: {
      label: '训练图片',
      unit: 'number',
      means: '训练的时候看的九张图片，各 40 × 40 格的亮度；学完就收起来',
    },
    lessonAnswers: { label: '网络的回答', unit: 'probability', means: '网络说这九张是脸的概率' },
  },
  presets: [
    { id: 'vote', label: '投票', why: `${perRound} 个单元一轮，不说来自谁。`, set: { show: 'vote' } },
    {
      id: 'supervised',
      label: '认脸的网络',
      why: '几乎不出错，可是单元大多叫不出名字。',
      set: { show: 'measure', network: 'supervised', threshold: 0.8 },
    },
    {
      id: 'k-means',
      label: 'k 均值',
      why: '没有看过一个标签，名字反而多。',
      set: { show: 'measure', network: 'k-means', threshold: 0.8 },
    },
    {
      id: 'half',
      label: '门槛放到五成',
      why: '有没有名字，要看门槛。',
      set: { show: 'measure', network: 'supervised', threshold: 0.5 },
    },
  ],
});

export type MiddleUnits = typeof params;
export type MiddleUnitsParams = SettingsOf<MiddleUnits>;
