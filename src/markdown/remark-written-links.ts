import type { Definition, Html, Link, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

/** Notes where each link was written. Whether it leads anywhere is known only when the site is built (checkSite). */
export function remarkWrittenLinks() {
  return (tree: Root, file: VFile): void => {
    const links = (file.data.links ??= []);
    visit(tree, ['link', 'definition', 'html', 'mdxJsxFlowElement', 'mdxJsxTextElement'], (found) => {
      const node = found as Link | Definition | Html | MdxJsxFlowElement | MdxJsxTextElement;
      const { line, column } = node.position?.start ?? {};
      if ('url' in node) {
        links.push({ url: node.url, file: file.path, line, column });
        return;
      }
      if (node.type === 'html') {
        for (const [, , url] of node.value.matchAll(/\shref\s*=\s*(["'])(.*?)\1/gi)) {
          links.push({ url: url ?? '', file: file.path, line, column });
        }
        return;
      }
      for (const attribute of node.attributes) {
        if (attribute.type === 'mdxJsxAttribute' && attribute.name === 'href' && typeof attribute.value === 'string') {
          links.push({ url: attribute.value, file: file.path, line, column });
        }
      }
    });
  };
}
