import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { SKIP, visit } from 'unist-util-visit';
import { contentFolder } from '../markdown/content-folder.ts';
import { collectFindings, type Findings } from '../markdown/findings.ts';
import { markdown } from '../markdown/index.ts';
import { inventoryOfPage, type Inventory } from './conservation.ts';
import { hazardsIn } from './hazards.ts';
import type { WrittenLink } from '../markdown/file-data.ts';
import type { Problem } from '../markdown/problem.ts';

/** What the site's own pipeline says of a post. Lines count from the text's first. */
export interface Rendered {
  problems: Problem[];
  /** Places that links may lead to. */
  ids: ReadonlySet<string>;
  headings: readonly { slug: string; text: string }[];
  /** Where its links lead, and where they stand. */
  links: readonly WrittenLink[];
  /** What of it would run or load. */
  hazards: string[];
  /** What a reader would see that no author meant: `**`, `{{`, `$$`. */
  leftovers: string[];
  /** Text that looks like a formula which nothing has read as one. */
  unread: string[];
  /** What the page shows. */
  inventory: Inventory;
}

let renderer: ReturnType<typeof markdown.processor.createRenderer> | undefined;

/** Renders a post as a build would, without its pictures: those the import has looked after. */
export async function renderPost(
  slug: string,
  text: string,
  works: ReadonlySet<string> = new Set(),
): Promise<Rendered> {
  renderer ??= markdown.processor.createRenderer({ syntaxHighlight: false, shikiConfig: markdown.shikiConfig });
  const frontmatter: Record<string, unknown> = {};
  const findings: Findings = { problems: [], links: [], files: [] };
  collectFindings(frontmatter, findings);
  const fileURL = pathToFileURL(join(contentFolder(), slug, 'index.md'));
  const { code, metadata } = await (await renderer).render(text, { fileURL, frontmatter });
  const tree = fromHtml(code, { fragment: true });
  return {
    // Its pictures and its bibliography are written after it, links to parts are settled when all posts are there.
    problems: findings.problems.filter(
      ({ kind, message }) =>
        kind !== 'missing-picture' &&
        kind !== 'unreadable-picture' &&
        kind !== 'dead-part' &&
        !(kind === 'unknown-citation' && [...works].some((key) => message.includes(`“${key}”`))),
    ),
    links: findings.links,
    hazards: hazardsIn(tree),
    ids: idsIn(tree),
    headings: metadata.headings,
    leftovers: leftoversIn(tree),
    unread: unreadIn(tree),
    inventory: inventoryOfPage(tree),
  };
}

function idsIn(tree: Root): ReadonlySet<string> {
  const ids = new Set<string>();
  visit(tree, 'element', (node) => {
    if (typeof node.properties['id'] === 'string') ids.add(node.properties['id']);
  });
  return ids;
}

function leftoversIn(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'element' && isNoProse(node)) return SKIP;
    if (node.type === 'text' && /\*\*|\{\{|\{%|\$\$/.test(node.value)) found.push(node.value.trim().slice(0, 80));
    return undefined;
  });
  return found;
}

const looksLikeTex =
  /(?:\\(?:d?frac|sum|prod|int|alpha|beta|gamma|delta|theta|lambda|sigma|mu|pi|math(?:bb|bf|cal|rm)|begin|left|sqrt|partial|nabla|cdot|times|leq?|geq?|infty|hat|bar|vec|to|rightarrow)(?![A-Za-z])|\$[^$\n\p{Script=Han}]{0,80}[\\^_][^$\n\p{Script=Han}]{0,80}\$)/u;

function unreadIn(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'element' && isNoProse(node)) return SKIP;
    const at = node.type === 'text' ? node.value.search(looksLikeTex) : -1;
    if (node.type === 'text' && at !== -1) found.push(node.value.slice(Math.max(0, at - 10), at + 40).trim());
    return undefined;
  });
  return found;
}

function isNoProse(node: Element): boolean {
  const classes = node.properties['className'];
  return (
    ['pre', 'code', 'script', 'style', 'kbd', 'samp'].includes(node.tagName) ||
    (Array.isArray(classes) && classes.includes('katex'))
  );
}
