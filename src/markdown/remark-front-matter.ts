import type { Root } from 'mdast';
import type { VFile } from 'vfile';

/** Jekyll posts say `layout: post`; Astro would take it for a file to import. */
export function remarkFrontMatter() {
  return (_tree: Root, file: VFile): void => {
    delete file.data.astro?.frontmatter?.['layout'];
  };
}
