/** Who a sentence may be about; the last class is "nobody named". */
export const subjects = ['人', '狗'] as const;
/** What they may do; the last class is "nothing named". */
export const actions = ['跑步', '游泳', '唱歌', '骑车'] as const;
export const absent = '无';

/** Words that bear on neither question. Those of the lecture's three sentences come first. */
export const fillers = [
  ...['一个', '在', '，', '他', '穿着', '红', '衣服', '穿', '的', '一件', '身上'],
  ...['今天', '早上', '公园', '里', '路', '边', '一条', '蓝', '帽子', '戴着', '很', '高兴', '慢慢', '地', '那'],
] as const;

/** Ends every sentence. */
export const stop = '。';

export const vocabulary: readonly string[] = [...subjects, ...actions, ...fillers, stop];

const index = new Map(vocabulary.map((word, i) => [word, i]));
/** @throws if it is not in the vocabulary */
export function wordIndex(word: string): number {
  const i = index.get(word);
  if (i === undefined) throw new Error(`"${word}" is not in the vocabulary.`);
  return i;
}

export const stopIndex = wordIndex(stop);
export const firstFiller = subjects.length + actions.length;

/** The two questions: who, and doing what. Classes of each, "none" last. */
export const classCounts = [subjects.length + 1, actions.length + 1] as const;

/** Which question a word answers, and how: the class; null for a word that answers none. */
export function answerOf(word: number): { question: 0 | 1; label: number } | null {
  if (word < subjects.length) return { question: 0, label: word };
  if (word < firstFiller) return { question: 1, label: word - subjects.length };
  return null;
}

/** The lecture's three sentences, word by word. The slip of the notes' first one (穿在) is corrected to 穿着. */
export const lectureSentences: readonly (readonly string[])[] = [
  '一个 人 在 跑步 ， 他 穿着 红 衣服 。',
  '一个 穿 红 衣服 的 人 在 跑步 。',
  '一件 红 衣服 穿 在 一个 跑步 的 人 身上 。',
].map((sentence) => sentence.split(' '));
