import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import type { Point } from 'unist';
import { expressionOf, staticValue, type Node } from './expression-tree.ts';

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** An attribute as it was written: its text, if that is known before the page is built, or its expression. */
export interface WrittenAttribute {
  readonly at: Point | undefined;
  readonly text: string | undefined;
  readonly expression: Node | undefined;
}

export function attributeOf(element: JsxElement, name: string): WrittenAttribute | undefined {
  const found = element.attributes.find(
    (one): one is MdxJsxAttribute => one.type === 'mdxJsxAttribute' && one.name === name,
  );
  if (!found) return undefined;
  const at = found.position?.start ?? element.position?.start;
  if (typeof found.value === 'string') return { at, text: found.value, expression: undefined };
  const expression = expressionOf(found.value?.data?.estree);
  const value = staticValue(expression)?.value;
  return { at, text: typeof value === 'string' ? value : undefined, expression };
}

/** `{...props}`: then nobody knows what an element has before it is built. */
export const takesMore = (element: JsxElement): boolean =>
  element.attributes.some(({ type }) => type === 'mdxJsxExpressionAttribute');
