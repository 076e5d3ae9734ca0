import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { toBasePath } from './base-path.ts';
import { isHeldFormula, withFormulas } from './held-formulas.ts';

/**
 * Writes the part before `<!-- more -->` (in `.mdx`: `<More />`) into `frontmatter.excerpt` as HTML, and takes the mark
 * out. Without a mark the first paragraph is the excerpt. Pictures, footnote marks, ids and components stay out: a list
 * shows several excerpts on one page.
 */
export function rehypeExcerpt() {
  return (tree: Root, file: VFile): void => {
    const frontmatter = file.data.astro?.frontmatter;
    const end = tree.children.findIndex(holdsMark);
    const blocks =
      end === -1 ? firstParagraph(tree) : tree.children.slice(0, isMark(tree.children[end]) ? end : end + 1);
    if (frontmatter)
      frontmatter['excerpt'] = withFormulas(toHtml(readable(structuredClone(blocks), file)), frontmatter).trim();
    visit(tree, (node, index, parent) => {
      if (!isMark(node) || index === undefined || !parent || !('children' in parent)) return undefined;
      parent.children.splice(index, 1);
      return index;
    });
  };
}

interface NodeLike {
  type: string;
  value?: unknown;
  name?: unknown;
  children?: readonly NodeLike[];
}

function isMark(node: NodeLike | undefined): boolean {
  if (node?.type === 'comment') return typeof node.value === 'string' && node.value.trim() === 'more';
  return (node?.type === 'mdxJsxFlowElement' || node?.type === 'mdxJsxTextElement') && node.name === 'More';
}

function holdsMark(node: NodeLike): boolean {
  return isMark(node) || (node.children?.some(holdsMark) ?? false);
}

const holdsFormula = (node: NodeLike): boolean => isHeldFormula(node) || (node.children?.some(holdsFormula) ?? false);

function firstParagraph(tree: Root): RootContent[] {
  return tree.children.filter((node) => node.type === 'element' && node.tagName === 'p').slice(0, 1);
}

const unwanted = new Set(['img', 'figure', 'picture', 'script', 'style', 'iframe', 'video', 'audio']);

/** Links that lead within the post, or are relative to it, would lead elsewhere from a list. */
function readable(blocks: RootContent[], file: VFile): Root {
  const tree: Root = { type: 'root', children: clean(blocks as ElementContent[]) };
  const slug = /([^/\\]+)[/\\]index\.mdx?$/.exec(file.path)?.[1];
  const post = `http://site${toBasePath(`/posts/${slug ?? ''}/`)}`;
  visit(tree, 'element', (node) => {
    const { href } = node.properties;
    if (typeof href !== 'string' || /^(\/|[a-z][a-z0-9+.-]*:)/i.test(href) || !URL.canParse(href, post)) return;
    const { pathname, search, hash } = new URL(href, post);
    node.properties['href'] = pathname + search + hash;
  });
  return tree;
}

/** Leaves text and plain elements; a component in the line keeps its words, one between paragraphs goes. */
function clean(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text' || isHeldFormula(node)) return [node];
    if (node.type === 'mdxJsxTextElement') return node.name === 'Margin' ? [] : clean(node.children);
    if (node.type !== 'element') return [];
    if (isUnwanted(node)) return [];
    delete node.properties['id'];
    node.children = clean(node.children);
    const empty =
      node.tagName === 'p' && node.children.every((child) => child.type === 'text' && child.value.trim() === '');
    // A link around a picture has nothing left to press.
    const mute = node.tagName === 'a' && toString(node).trim() === '' && !holdsFormula(node);
    return empty || mute ? [] : [node];
  });
}

function isUnwanted(node: Element): boolean {
  const classes = node.properties['className'];
  const named = Array.isArray(classes) ? classes : [];
  if (named.includes('formula-back') || named.includes('heading-anchor')) return true;
  // A footnote's mark is a <sup>; a <sup> an author wrote (10<sup>3</sup>) is text.
  if (node.tagName === 'sup')
    return node.children.some((child) => child.type === 'element' && 'dataFootnoteRef' in child.properties);
  return unwanted.has(node.tagName);
}
