import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Element, Root } from 'hast';
import type { MdxJsxFlowElement, MdxJsxTextElement, MdxjsEsm } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { componentName } from '../site/experiments.ts';
import { decodedUrl } from './decoded-url.ts';
import { experimentNames } from './experiment-components.ts';
import { reportProblem, type PostParts } from './file-data.ts';
import { nearest } from './near.ts';

/** What the page around every post has of its own. */
const ofThePage = ['top', 'main', 'comments'];

/** Gathers the places of a post that links may lead to, and reports links of its own that lead to none. */
export function rehypeParts() {
  return (tree: Root, file: VFile): void => {
    const parts: PostParts = { ids: [...ofThePage], open: [] };
    const experiments = new Map(experimentNames().map((name) => [componentName(name), name]));
    const add = (id: unknown): void => {
      if (typeof id === 'string') parts.ids.push(id);
    };
    visit(tree, ['element', 'mdxJsxFlowElement', 'mdxJsxTextElement', 'mdxjsEsm'], (found) => {
      const node = found as Element | MdxJsxFlowElement | MdxJsxTextElement | MdxjsEsm;
      if (node.type === 'element') {
        add(node.properties['id']);
        if (node.tagName === 'a') add(node.properties['name']);
      } else if (node.type === 'mdxjsEsm') {
        addImported(node, file, parts);
      } else {
        const experiment = experiments.get(node.name ?? '');
        if (experiment !== undefined) parts.open.push(`${experiment}-`);
        for (const attribute of node.attributes) {
          if (attribute.type === 'mdxJsxAttribute' && attribute.name === 'id') add(attribute.value);
        }
      }
    });
    file.data.parts = parts;
    for (const link of file.data.links ?? []) {
      if (!link.url.startsWith('#')) continue;
      const part = decodedUrl(link.url.slice(1).replace(/:~:.*$/, ''));
      if (part === '' || part.startsWith('eq:') || hasPart(parts, part)) continue;
      const at = link.line === undefined ? undefined : { line: link.line, column: link.column ?? 1 };
      reportProblem(
        file,
        'dead-part',
        at,
        `the link “${link.url}” is dead: this post has no part “${part}”`,
        remedyFor(part, parts),
      );
    }
  };
}

/** The names in a post's own components; where one is computed, any name may be meant. */
function addImported(node: MdxjsEsm, file: VFile, parts: PostParts): void {
  for (const [, specifier = ''] of node.value.matchAll(/['"](\.{1,2}\/[^'"]+)['"]/g)) {
    const place = resolve(dirname(file.path), specifier);
    if (!existsSync(place) || !statSync(place).isFile()) continue;
    const source = readFileSync(place, 'utf8');
    for (const [, id = ''] of source.matchAll(/\sid\s*=\s*["']([^"']+)["']/g)) parts.ids.push(id);
    if (/\sid\s*=\s*\{/.test(source)) parts.open.push('');
  }
}

export const hasPart = ({ ids, open }: PostParts, part: string): boolean =>
  ids.includes(part) || open.some((beginning) => part.startsWith(beginning));

/** What a link to a part that is not there should say. */
export function remedyFor(part: string, { ids }: PostParts): string {
  const places = ids.filter(
    (id) => !ofThePage.includes(id) && !/^(?:user-content-fn|footnote-label|ref-eq-|cite-)/.test(id),
  );
  const near = nearest(part, places);
  if (near !== undefined) return `write #${near}`;
  if (places.length === 0) return 'give the part a heading, or an id: <a id="…"></a>';
  const shown = places.slice(0, 8).map((id) => `#${id}`);
  return `its parts are ${shown.join(', ')}${places.length > shown.length ? ', …' : ''}`;
}
