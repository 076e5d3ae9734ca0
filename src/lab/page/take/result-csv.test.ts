import { expect, test } from 'vitest';
import { defineParams } from '../../contract/definition.ts';
import { defaultsOf } from '../../contract/schema.ts';
import { csvText } from './csv.ts';
import { resultCsv, type TakenResult } from './result-csv.ts';

/** RFC 4180, as strictly as it is written: records end with CRLF, quotes stand around a whole field. */
function parsed(csv: string): string[][] {
  const records: string[][] = [[]];
  let at = csv.startsWith('\uFEFF') ? 1 : 0;
  while (at < csv.length) {
    const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
    field.lastIndex = at;
    const [all, quoted, bare = ''] = field.exec(csv)!;
    records.at(-1)!.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    at += all.length;
    if (csv[at] === ',') at += 1;
    else if (csv.slice(at, at + 2) === '\r\n') {
      at += 2;
      if (at < csv.length) records.push([]);
    } else throw new Error(`No RFC 4180 at ${at}: ${csv.slice(at, at + 20)}`);
  }
  return records;
}

test('a CSV can be read back: quotes, commas, lines, gaps, and every digit of a number', () => {
  const rows = [['层 i', '值, "引号"', '两\r\n行'], [1, 0.1 + 0.2, NaN], [null, -1e-300, -Infinity], ['短的']];
  const csv = csvText(rows);
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(parsed(csv)).toEqual([
    ['层 i', '值, "引号"', '两\r\n行'],
    ['1', '0.30000000000000004', ''],
    ['', '-1e-300', '−∞'],
    ['短的', '', ''],
  ]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("https://example.com","按我")'])(
  'the text %j is no formula to a spreadsheet',
  (text) => {
    const [record] = parsed(csvText([[text, -1]]));
    expect(record).toEqual([`'${text}`, '-1']);
  },
);

const definition = defineParams({
  name: 'falling-stone',
  title: '石头',
  question: '多久落地，"真的"吗？',
  about: '',
  guesses: [],
  answer: 0,
  reveal: '',
  schema: {
    height: { kind: 'number', symbol: 'h', label: '高度', unit: '米', min: 1, max: 9, step: 1, default: 5 },
    where: {
      kind: 'choices',
      label: '在哪里',
      most: 2,
      options: [
        { value: 'earth', label: '地球' },
        { value: 'moon', label: '月亮' },
      ],
      default: ['earth'],
    },
    words: { kind: 'text', label: '话', maxLength: 20, default: '' },
    seed: { kind: 'number', label: '种子', min: 1, max: 99, step: 1, default: 1 },
  },
  presets: [],
  slots: { who: ['', 'beside.'] },
  slotNames: { who: { '': '', 'beside.': '旁边的' } },
  readouts: {
    '<who>time.<where>': { label: '时间', unit: 'number', means: '落了多久', none: '还没有落地' },
    side: { label: '哪一面', unit: 'index', means: '朝上的一面', names: ['正', '反'] },
  },
  series: {
    '<who>path.<where>': { label: '<where>上的路', unit: 'number', means: '每一刻的高度', length: () => 3 },
    times: { label: '时刻', unit: 'log10', means: '量的时刻' },
  },
});

const taken: TakenResult = {
  params: { ...defaultsOf(definition.schema), height: 7, where: ['earth', 'moon'], words: '=1+1, 对吗', seed: 12 },
  readouts: { 'time.earth': 1.25, 'beside.time.moon': null, side: 1 },
  series: {
    'path.earth': Float64Array.of(7, 3.5, 0),
    'beside.path.moon': Float64Array.of(7, NaN, 1 / 3),
    times: Float64Array.of(-Infinity, 2),
  },
  table: { caption: '表', columns: ['甲', '乙'], rows: [[1, '@乙']] },
  url: 'https://example.com/lab/falling-stone/?height=7&where=earth,moon',
  computed: '刚刚算出。',
};

test('the file of a result has its link, seed, all settings, numbers with units, whole curves, and the table', () => {
  const records = parsed(resultCsv(definition, taken));
  expect(new Set(records.map((record) => record.length)).size).toBe(1);
  const rows = records.map((record) => record.join('|').replace(/\|+$/, ''));
  expect(rows).toEqual([
    '实验|falling-stone|石头',
    '问题|多久落地，"真的"吗？',
    `链接|${taken.url}`,
    '种子|12',
    '计算|刚刚算出。',
    '',
    '设置|名称|值|读作|默认值',
    'height|高度 h|7|7 米|5',
    'where|在哪里|earth,moon|地球、月亮|earth',
    "words|话|'=1+1, 对吗|“=1+1, 对吗”",
    'seed|种子|12|12|1',
    '',
    '数字|名称|值|读作|单位|说明',
    'time.earth|时间（地球）|1.25|1.25||落了多久',
    'beside.time.moon|时间（旁边的，月亮）||没有（还没有落地）||落了多久',
    'side|哪一面|1|反|第几个，从 0 数起|朝上的一面',
    '',
    '曲线|path.earth|beside.path.moon',
    '名称|地球上的路|月亮上的路（旁边的）',
    '单位',
    '说明|每一刻的高度|每一刻的高度',
    '1|7|7',
    '2|3.5',
    '3|0|0.3333333333333333',
    '',
    '曲线|times',
    '名称|时刻',
    '单位|常用对数',
    '说明|量的时刻',
    '1|−∞',
    '2|2',
    '',
    '数据表|表',
    '甲|乙',
    "1|'@乙",
  ]);
});
