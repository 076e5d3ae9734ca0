import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import type { Job } from './job.ts';

/** Elements that run, load or frame something, and those that change an attribute while nobody looks. */
const active = new Set(
  'script style foreignObject iframe object embed audio video set animate animateMotion'.split(' '),
);

/** Drawings in the text stay, as drawings: nothing in them runs, loads or leads anywhere. Closed and in one line. */
export function drawings({ manuscript }: Job): void {
  manuscript.replace(/<svg\b[\s\S]*?<\/svg\s*>/gi, ([match], line) => {
    const taken = new Set<string>();
    const tree = fromHtml(match, { fragment: true });
    tree.children = tree.children.flatMap((node) => tamed(node, taken) as typeof tree.children);
    if (taken.size > 0) manuscript.note('look', line, `of a drawing (<svg>) ${[...taken].join(', ')} left out`);
    return manuscript.keep('html', toHtml(tree).replace(/\s*\n\s*/g, ' '));
  });
}

function tamed(node: Nodes, taken: Set<string>): Nodes[] {
  if (node.type === 'text') return [node];
  if (node.type !== 'element') return [];
  if (active.has(node.tagName)) {
    taken.add(`<${node.tagName}>`);
    return [];
  }
  node.properties = Object.fromEntries(
    Object.entries(node.properties).filter(([name, value]) => {
      const stays = isHarmless(node, name, String(value));
      if (!stays) taken.add(name);
      return stays;
    }),
  );
  node.children = node.children.flatMap((child) => tamed(child, taken) as Element['children']);
  if (node.tagName !== 'a') return [node];
  taken.add('a link');
  return node.children;
}

/** Handlers, and addresses but for parts of the drawing itself and pictures that are written out in it. */
function isHarmless({ tagName }: Element, name: string, value: string): boolean {
  if (/^on/i.test(name)) return false;
  if (/^(?:xlink)?href$|^src$/i.test(name))
    return value.startsWith('#') || (tagName === 'image' && /^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(value));
  return !/url\s*\(\s*["']?(?!#)|javascript:|expression\s*\(|@import/i.test(value);
}
