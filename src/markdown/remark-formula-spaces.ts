import type { PhrasingContent, Root } from 'mdast';
import type {} from 'mdast-util-math';
import { visit } from 'unist-util-visit';

/**
 * `是第 $i$ 层` is set as `是第$i$层`: KaTeX's formula brings its own margin, and the typed space would double it. Only
 * one single space, between the formula and Han or Chinese punctuation. Headings keep it: the contents repeat them as
 * plain text, where there is no margin.
 */
export function remarkFormulaSpaces() {
  return (tree: Root): void => {
    visit(tree, 'inlineMath', (_node, index, parent) => {
      if (index === undefined || !parent || parent.type === 'heading') return;
      const [before, after] = [parent.children[index - 1], parent.children[index + 1]] as (
        PhrasingContent | undefined
      )[];
      if (before?.type === 'text') before.value = before.value.replace(spaceAfterHan, '$1');
      if (after?.type === 'text') after.value = after.value.replace(spaceBeforeHan, '$1');
    });
  };
}

/** Han, the marks of Chinese (、。《》…), full-width forms, and the quotes and dashes that Chinese shares with Latin. */
const chinese = '[\\p{Script=Han}\\u3001-\\u303f\\uff01-\\uff60“”‘’…—]';
const spaceAfterHan = new RegExp(`(${chinese}) $`, 'u');
const spaceBeforeHan = new RegExp(`^ (${chinese})`, 'u');
