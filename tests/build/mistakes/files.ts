import { matter, type Mistake } from './mistake.ts';

/** “错的” in GBK, which is no UTF-8. */
const gbk = Buffer.concat([Buffer.from('---\ntitle: 好\ndate: 2020-01-01\n---\n\n好的，'), Buffer.from([0xb4, 0xed])]);

export const inFiles: readonly Mistake[] = [
  {
    name: 'a month that is none',
    text: matter('title: 题\ndate: 2020-13-01'),
    place: '3:7',
    message: 'date 2020-13-01 is no day of the calendar: there is no month 13',
    remedy: 'date: 2017-06-09',
  },
  {
    name: 'a day that is none',
    text: matter('title: 题\ndate: "2026-02-30"'),
    place: '3:7',
    message: 'date 2026-02-30 is no day of the calendar: 2026-02 has 28 days',
    remedy: 'date: 2017-06-09',
  },
  {
    name: 'an update on no day',
    text: matter('title: 题\ndate: 2020-01-01\nupdated: 2021-04-31'),
    place: '4:10',
    message: 'updated 2021-04-31 is no day',
    remedy: 'updated: 2017-06-09',
  },
  {
    name: 'no title',
    text: matter('date: 2020-01-01'),
    place: '1:1',
    message: 'title is missing',
    remedy: 'between the two --- lines',
  },
  {
    name: 'an unknown field',
    text: matter('title: 题\ndate: 2020-01-01\ntag: [a]'),
    place: '4:1',
    message: 'unknown “tag”',
    remedy: 'between the two --- lines',
  },
  {
    name: 'front matter that is no YAML',
    text: matter('title: "题\ndate: 2020-01-01'),
    place: '4:1',
    message: 'the front matter is not YAML',
    remedy: 'in quotes',
  },
  { name: 'a file in GBK', text: gbk, place: '6:4', message: 'this file is not in UTF-8', remedy: 'iconv' },
];
