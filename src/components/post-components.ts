import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { componentName, islandName } from '../site/experiments.ts';

interface AstroModule {
  default: AstroComponentFactory;
}

const paragraphs = import.meta.glob<AstroModule>('./Paragraph.astro', { eager: true });
const parts = import.meta.glob<AstroModule>('./{Figure,Margin,Measured,More,Try}.astro', { eager: true });
const islands = import.meta.glob<AstroModule>('../islands/*.astro', { eager: true });

const proseTools = import.meta.glob<AstroModule>('./prose/ProseTools.astro', { eager: true });

/** What stands once behind a post's text: copying of formulas and code. */
export const ProseTools: AstroComponentFactory | undefined = Object.values(proseTools)[0]?.default;

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
  ...Object.fromEntries(Object.values(paragraphs).map((module) => ['p', module.default])),
  ...Object.fromEntries(
    Object.entries(parts).map(([path, module]) => [path.replace('./', '').replace('.astro', ''), module.default]),
  ),
  ...Object.fromEntries([...experimentIslands].map(([name, island]) => [componentName(name), island])),
};
