import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { componentName, islandName } from '../site/experiments.ts';
import Paragraph from './Paragraph.astro';

interface AstroModule {
  default: AstroComponentFactory;
}

const parts = import.meta.glob<AstroModule>('./{Figure,Margin,Measured,More,Term,Try}.astro', { eager: true });
const islands = import.meta.glob<AstroModule>('../islands/*.astro', { eager: true });

/** The islands by the name of their experiment. */
export const experimentIslands: ReadonlyMap<string, AstroComponentFactory> = new Map(
  Object.entries(islands).map(([path, module]) => [islandName(path), module.default]),
);

/**
 * What an .mdx post may use without importing it: the parts of a page by their file's name, every experiment by its
 * folder's name in PascalCase. Adding a file or a folder is enough.
 */
export const postComponents: Readonly<Record<string, AstroComponentFactory>> = {
  // Markdown's own element that needs more than its tag.
  p: Paragraph,
  ...Object.fromEntries(
    Object.entries(parts).map(([path, module]) => [path.replace('./', '').replace('.astro', ''), module.default]),
  ),
  ...Object.fromEntries([...experimentIslands].map(([name, island]) => [componentName(name), island])),
};
