import { expect, it } from 'vitest';
import { wordsOfAddress } from './words-of-address.ts';

it.each([
  ['/repo/2016/10/lstm-lecture.html', 'lstm lecture'],
  ['/repo/posts/%E6%A2%AF%E5%BA%A6%20%E6%B6%88%E5%A4%B1/', '梯度 消失'],
  ['/repo/machine%20learning/index.html', 'machine learning'],
  ['/repo/%E0%A4%A/', '%E0%A4%A'],
  ['/repo/2016/10/11/', ''],
  ['/repo/', ''],
])('%s -> “%s”', (path, words) => {
  expect(wordsOfAddress(path, '/repo/')).toBe(words);
});
