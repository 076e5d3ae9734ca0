import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { ReadingTime } from '../site/post-facts.ts';
import { experimentComponents } from './experiment-components.ts';

/** Seconds a reader spends on one of each. */
const seconds = { han: 60 / 350, word: 60 / 200, display: 12, inline: 3, experiment: 120 };

/** Counts a post's parts into `frontmatter.readingTime`. */
export function remarkReadingTime() {
  return (tree: Root, file: VFile): void => {
    const names = experimentComponents();
    const count = { han: 0, words: 0, display: 0, inline: 0, experiments: 0, code: 0, pictures: 0 };
    visit(tree, (node: Nodes) => {
      if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') {
        count.han += node.value.match(/\p{Script=Han}/gu)?.length ?? 0;
        count.words += node.value.match(/[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}'’._-]*/gu)?.length ?? 0;
        if (node.type === 'code') count.code += 1;
      } else if (node.type === 'math') count.display += 1;
      else if (node.type === 'inlineMath') count.inline += 1;
      else if (node.type === 'image' || node.type === 'imageReference') count.pictures += 1;
      else if (node.type === 'html') count.pictures += node.value.match(/<img\b/gi)?.length ?? 0;
      else if (node.type === 'mdxJsxFlowElement' && names.has(node.name ?? '')) count.experiments += 1;
    });
    const total =
      count.han * seconds.han +
      count.words * seconds.word +
      count.display * seconds.display +
      count.inline * seconds.inline +
      count.experiments * seconds.experiment;
    const readingTime: ReadingTime = {
      minutes: Math.max(1, Math.round(total / 60)),
      han: count.han,
      words: count.words,
      formulas: count.display + count.inline,
      experiments: count.experiments,
      code: count.code,
      pictures: count.pictures,
    };
    const frontmatter = file.data.astro?.frontmatter;
    if (frontmatter) frontmatter['readingTime'] = readingTime;
  };
}
