import type { Problem } from '../contract/read-params.ts';
import type { ParamDefinition, ParamSchema } from '../contract/schema.ts';
import type { Notice } from './notice.ts';
import type { StageState } from './stage-state.ts';

/** Every word that the stage itself says to the reader; an experiment's own words stand in its folder. */

export function noticeText(notice: Notice, schema: ParamSchema): string {
  switch (notice.kind) {
    case 'load-failed':
      return '实验程序没有加载成功：可能断网了，也可能页面刚刚更新过。可以重试；还不行就刷新页面，设置都在网址里，不会丢。';
    case 'slow':
      return '还没有准备好：网可能很慢，也可能断了。可以再等等，也可以重试；设置都在网址里，不会丢。';
    case 'check-failed':
      return '核对程序没有加载成功，可以重试。';
    case 'diverged':
      return '已发散：数值超出了有限的范围，训练停在最后一个有限的状态。把学习率或增益调小，再按“重来”。';
    case 'link-corrected':
      return `链接里有的设置不能用，已改到允许的范围：${problemsText(notice.problems, schema)}。`;
    case 'link-refused':
      return `链接里有的设置不能用，已改用默认值：${problemsText(notice.problems, schema)}。`;
  }
}

function problemsText(problems: readonly Problem[], schema: ParamSchema): string {
  return problems
    .map(({ key }) => {
      const definition = schema[key];
      return definition ? `${definition.label}（允许：${allowedWords(definition)}）` : key;
    })
    .join('；');
}

/** What a setting accepts: “2 到 100，每步 1”, “线性、tanh”. */
export function allowedWords(definition: ParamDefinition): string {
  if (definition.kind === 'number') return `${definition.min} 到 ${definition.max}，每步 ${definition.step}`;
  if (definition.kind === 'text') return `一行，最多 ${definition.maxLength} 个字`;
  const labels = definition.options.map(({ label }) => label).join('、');
  return definition.kind === 'choice' ? labels : `${labels}，选 1 到 ${definition.most} 个`;
}

/** The button that runs and pauses. */
export const runWords: Readonly<Record<StageState, string>> = {
  still: '运行',
  idle: '运行',
  loading: '暂停',
  running: '暂停',
  paused: '继续',
  done: '运行',
  diverged: '运行',
  error: '运行',
};

/** A wait that a reader notices: “约 40 秒”, “约 3 分钟”; nothing for a shorter one. @param seconds null where it is not known */
export function waitText(seconds: number | null): string {
  if (seconds === null || seconds < 3) return '';
  if (seconds < 20) return `约 ${Math.round(seconds)} 秒`;
  return seconds < 90 ? `约 ${Math.round(seconds / 10) * 10} 秒` : `约 ${Math.round(seconds / 60)} 分钟`;
}

export const words = {
  experiment: (number?: string) => (number === undefined ? '实验' : `实验 ${number}`),
  fullScreen: '全屏',
  guessFirst: '先猜一猜',
  veil: '先猜，再看图',
  look: '不猜，直接看',
  guessedRight: '猜对了。',
  measured: (answer: string) => `测出来的是“${answer}”。`,
  presets: '预设',
  lookAt: '看看：',
  settings: '设置',
  running: '运行',
  legend: '图例',
  step: '单步',
  reset: '重来',
  resetHelp: '同样的设置、同样的初始权重，从头再来',
  newSeed: '换种子',
  progress: '进度',
  retry: '重试',
  reload: '刷新页面',
  data: '数据',
  csv: '下载 CSV',
  svg: '下载 SVG 图',
  png: '下载 PNG 图',
  py: 'Python 脚本',
  ipynb: 'Jupyter 笔记本',
  scriptByDefault: '用默认设置的 Python 脚本（PyTorch）',
  notTaken: '文件没有做成：可能断网了，也可能页面刚刚更新过。可以再按一次；还不行就刷新页面。',
  share: '复制分享链接',
  copied: '链接已复制',
  embed: '复制嵌入代码',
  embedCopied: '嵌入代码已复制',
  defaults: '恢复默认设置',
  builtNumbers: '这些数字是建站时由同一段程序算出来的。',
  ownNumbers: (backend: string) => `这些数字刚刚在你的浏览器里算出（TensorFlow.js，${backend} 后端）。`,
  dataTable: '数据表',
  noScript: '上面是作者的机器用默认设置算出的图和数字。想自己动手改设置、重新计算，需要 JavaScript。',
  scriptsMissing:
    '页面的程序没有加载成功：可能断网了，也可能浏览器太旧。图和数字是建站时算好的；想自己动手，请检查网络，再刷新页面。',
  tableOf: (title: string) => `《${title}》的数据表`,
  scriptMissing: '这个实验的程序没有加载成功：可能断网了，也可能页面刚刚更新过。图和数字是建站时算好的，仍然可以看。',
  scriptSlow: '这个实验的程序还在路上：网很慢，或者断了。图和数字是建站时算好的，可以先看。',
  preparing: '正在准备…',
  notDrawn: '图没有画出来：可能断网了，也可能页面刚刚更新过。数字在下面的“数据”里。',
  paused: '，已暂停',
  stale: '设置改了，图还是上一次的',
  left: (wait: string) => `，还要${wait}`,
  takes: (wait: string) => `运行一次${wait}`,
  takesAnew: (wait: string) => `，重新运行${wait}`,
  checking: '正在核对…',
} as const;
