import { instance, type Viz } from '@viz-js/viz';
import type { Element, ElementContent, Root as HastRoot } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Code, Root, RootContent } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { reportProblem } from './file-data.ts';
import { hastElement } from './hast-element.ts';

/**
 * Graphviz has no measures of a Han character and takes it for 0.834 of the font's size. Letters are therefore laid out at
 * one size and drawn smaller by that much, so that a Chinese label fills its box as meant; a Latin one has some room left.
 */
const layoutSize = 18;
const drawnSize = Math.round(layoutSize * 0.834);

/** Colours that a diagram may name, and the page's own that are drawn: they follow light and dark. */
const colours: Readonly<Record<string, string>> = {
  black: 'currentColor',
  red: 'var(--red)',
  blue: 'var(--blue)',
  green: 'var(--green)',
  orange: 'var(--ochre)',
  purple: 'var(--violet)',
  gray: 'var(--rule)',
  grey: 'var(--rule)',
  white: 'var(--paper)',
};

let loading: Promise<Viz> | undefined;

/**
 * A block of code in the language `dot` (Graphviz, https://graphviz.org/doc/info/lang.html) becomes the diagram that it
 * describes, drawn while the site is built: ```dot alt="what it shows" caption="图 1：…".
 */
export function remarkDiagrams() {
  return async (tree: Root, file: VFile): Promise<void> => {
    const blocks: Code[] = [];
    visit(tree, 'code', (node) => void (node.lang === 'dot' && blocks.push(node)));
    if (blocks.length === 0) return;
    const viz = await (loading ??= instance());
    const drawn = new Map(blocks.map((block) => [block as RootContent, draw(viz, block, file)]));
    visit(tree, 'code', (node, index, parent) => {
      const figure = drawn.get(node);
      if (!figure || index === undefined || !parent) return undefined;
      // mdast has no diagrams; this is how a node brings its own HTML.
      const { tagName: hName, properties: hProperties, children: hChildren } = figure;
      parent.children[index] = { type: 'paragraph', children: [], data: { hName, hProperties, hChildren } };
      return SKIP;
    });
  };
}

function draw(viz: Viz, block: Code, file: VFile): Element | undefined {
  const start = block.position?.start;
  const meta = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(block.meta ?? '')?.[1]?.trim() ?? '';
  const [alt, caption] = [meta('alt'), meta('caption')];
  if (alt === '') {
    reportProblem(
      file,
      'diagram-without-words',
      start,
      'the diagram says nothing to those who cannot see it',
      'write ```dot alt="图里有什么"',
    );
    return undefined;
  }
  const font = { fontname: 'Helvetica', fontsize: layoutSize };
  const result = viz.render(block.value, {
    format: 'svg',
    graphAttributes: { ...font, bgcolor: 'transparent' },
    nodeAttributes: { ...font, shape: 'box' },
    edgeAttributes: font,
  });
  const faults = result.errors.filter(({ message }) => !message.includes('non-ASCII character'));
  for (const { message } of faults) {
    const line = Number(/\bline (\d+)/.exec(message)?.[1] ?? 0);
    const at = start && { ...start, line: start.line + line, column: line > 0 ? 1 : start.column };
    reportProblem(
      file,
      'bad-diagram',
      at,
      `Graphviz: ${message}`,
      'correct the diagram; https://graphviz.org/doc/info/lang.html',
    );
  }
  if (result.status === 'failure' || faults.length > 0) return undefined;
  const svg = svgOf(fromHtml(result.output.slice(result.output.indexOf('<svg')), { fragment: true }));
  if (!svg) return undefined;
  const [, , width = '0'] = String(svg.properties['viewBox']).split(' ');
  svg.properties = {
    viewBox: svg.properties['viewBox'] ?? null,
    width: Math.ceil(Number(width)),
    role: 'img',
    ariaLabel: alt,
    fontSize: drawnSize,
  };
  const box = hastElement('div', { className: ['diagram-box'], tabIndex: 0, role: 'group', ariaLabel: alt }, [svg]);
  return hastElement('figure', { className: ['diagram'] }, [
    box,
    ...(caption === '' ? [] : [hastElement('figcaption', {}, [caption])]),
  ]);
}

/** The drawing in the page's colours and letters, without names that would be there twice on a page. */
function svgOf(tree: HastRoot): Element | undefined {
  const svg = tree.children.find((node): node is Element => node.type === 'element' && node.tagName === 'svg');
  if (!svg) return undefined;
  visit(svg, (node, index, parent) => {
    if (node.type === 'comment' || (node.type === 'element' && node.tagName === 'title')) {
      if (parent && index !== undefined) (parent as Element).children.splice(index, 1);
      return index;
    }
    if (node.type !== 'element') return undefined;
    const { properties } = node;
    for (const name of ['id', 'fontFamily', 'fontSize', 'xmlSpace', 'xLinkTitle']) properties[name] = undefined;
    for (const name of ['fill', 'stroke']) {
      const colour = properties[name];
      if (typeof colour === 'string' && colours[colour] !== undefined) properties[name] = colours[colour];
    }
    if (node.tagName === 'text') properties['fill'] ??= 'currentColor';
    delete node.position;
    return undefined;
  });
  svg.children = svg.children.filter((child): child is ElementContent => child.type !== 'text');
  return svg;
}
