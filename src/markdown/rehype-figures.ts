import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { hastElement } from './hast-element.ts';

/** A paragraph that is one picture with a title, `![alt](a.png "图 1：…")`, becomes a figure with the title as caption. */
export function rehypeFigures() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName !== 'p' || index === undefined || !parent) return;
      const [picture, ...others] = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
      if (others.length > 0 || picture?.type !== 'element' || picture.tagName !== 'img') return;
      const title = picture.properties['title'];
      if (typeof title !== 'string' || title === '') return;
      delete picture.properties['title'];
      parent.children[index] = hastElement('figure', {}, [picture, hastElement('figcaption', {}, [title])]);
    });
  };
}
