import type { Link, ListItem, Paragraph, PhrasingContent, Root, RootContent, Text } from 'mdast';
import { visitParents } from 'unist-util-visit-parents';
import type { VFile } from 'vfile';
import { BibliographyError, bibliographyFiles, readBibliography, type Entry } from './bibliography.ts';
import { dependOn, reportProblem, stringsOf } from './file-data.ts';
import { referenceText } from './reference-text.ts';

/** `[@key]`, `[@key, 3 页; @other]`. */
const citation = /\[(@[^\][]+)\]/g;

/** A work that the post cites: its number is its place in the order of first mention. */
interface Cited {
  readonly entry: Entry;
  readonly number: number;
  /** ids of the marks that cite it */
  readonly marks: string[];
}

/**
 * `[@key]` becomes “[1]”, a link to the list of references that is put at the end of the post. The works stand in
 * `references.bib`, beside the post or, for all posts, in src/content.
 */
export function remarkCitations() {
  return (tree: Root, file: VFile): void => {
    const cited = new Map<string, Cited>();
    let works: Map<string, Entry> | undefined;
    visitParents(tree, 'text', (node, ancestors) => {
      const parent = ancestors.at(-1);
      if (!parent || !node.value.includes('[@') || ancestors.some(({ type }) => /^link/.test(type))) return undefined;
      const parts = [...pieces(node.value)];
      if (!parts.some((part) => typeof part !== 'string')) return undefined;
      works ??= worksOf(file);
      const known = works;
      const nodes = parts.map((part) =>
        typeof part === 'string' ? text(part) : mark(part.items, cite(part.items, known, cited, file, node)),
      );
      const at = (parent.children as PhrasingContent[]).indexOf(node);
      (parent.children as PhrasingContent[]).splice(at, 1, ...nodes);
      return at + nodes.length;
    });
    if (cited.size > 0) tree.children.push(...list([...cited.values()], file));
  };
}

const text = (value: string): Text => ({ type: 'text', value });

interface Item {
  readonly key: string;
  /** “p. 3” */
  readonly place: string | undefined;
}

/** Text and citations in turn. What only looks like a citation stays text. */
function* pieces(value: string): Generator<string | { items: Item[] }> {
  let from = 0;
  for (const match of value.matchAll(citation)) {
    const items = (match[1] ?? '')
      .split(/[;；]/)
      .map((part) => /^\s*@([^\s,;，；]+)(?:\s*[,，]\s*(.+?))?\s*$/.exec(part));
    if (items.some((item) => item === null)) continue;
    if (match.index > from) yield value.slice(from, match.index);
    yield { items: items.map((item) => ({ key: item?.[1] ?? '', place: item?.[2] })) };
    from = match.index + match[0].length;
  }
  if (from < value.length) yield value.slice(from);
}

/** Every work that a post may cite; the post's own file wins. */
function worksOf(file: VFile): Map<string, Entry> {
  const works = new Map<string, Entry>();
  for (const bibliography of bibliographyFiles(file.path).reverse()) {
    dependOn(file, bibliography);
    try {
      for (const [key, entry] of readBibliography(bibliography)) works.set(key, entry);
    } catch (error) {
      if (!(error instanceof BibliographyError)) throw error;
      file.data.problems ??= [];
      file.data.problems.push({
        kind: 'bad-bibliography',
        file: error.file,
        line: error.line,
        message: `this is no BibTeX: ${error.message}`,
        remedy: 'look at the entry there and the one before it: a brace, a comma or a quotation mark is missing',
      });
    }
  }
  return works;
}

/** Numbers the works of one citation. @returns each with the new mark's id; an unknown key is reported, and left out */
function cite(
  items: readonly Item[],
  works: ReadonlyMap<string, Entry>,
  cited: Map<string, Cited>,
  file: VFile,
  node: Text,
): (Cited & { readonly id: string })[] {
  return items.flatMap(({ key }) => {
    const entry = works.get(key);
    if (!entry) {
      const near = [...works.keys()].filter((other) => resembles(other, key)).slice(0, 5);
      reportProblem(
        file,
        'unknown-citation',
        node.position?.start,
        `no work has the key “${key}”`,
        works.size === 0
          ? 'put it into references.bib, beside the post or in src/content'
          : near.length > 0
            ? `perhaps ${near.join(', ')}; the keys are those of references.bib`
            : 'the keys are those of references.bib',
      );
      return [];
    }
    const known = cited.get(key) ?? { entry, number: cited.size + 1, marks: [] };
    cited.set(key, known);
    const id = `cite-${known.number}-${known.marks.length + 1}`;
    known.marks.push(id);
    return [{ ...known, id }];
  });
}

const letters = (key: string): string => key.toLowerCase().replace(/[^\p{L}]/gu, '');

/** The same letters, or one the beginning of the other. */
function resembles(a: string, b: string): boolean {
  const [one, other] = [letters(a), letters(b)];
  return one.slice(0, 4) === other.slice(0, 4) || one.includes(other) || other.includes(one);
}

/** [1, 3 页; 2] */
function mark(items: readonly Item[], works: readonly { number: number; id: string }[]): PhrasingContent {
  const inside = works.flatMap(({ number, id }, i): PhrasingContent[] => {
    const place = items[i]?.place;
    const link: Link = {
      type: 'link',
      url: `#reference-${number}`,
      children: [text(String(number))],
      data: { hProperties: { id, className: ['citation'] } },
    };
    return [...(i > 0 ? [text(', ')] : []), link, ...(place === undefined ? [] : [text(`: ${place}`)])];
  });
  return {
    type: 'emphasis',
    data: { hName: 'span', hProperties: { className: ['citations'] } },
    children: [text('['), ...inside, text(']')],
  };
}

/** The list at the end: heading, then an entry for each work with the ways back. */
function list(works: readonly Cited[], file: VFile): RootContent[] {
  const { references, backToReference } = stringsOf(file);
  const items = works.map(({ entry, number, marks }): ListItem => {
    const { text: words, link } = referenceText(entry);
    const back = marks.map((id, i): Link => ({
      type: 'link',
      url: `#${id}`,
      children: [text(marks.length === 1 ? '↩' : `↩${i + 1}`)],
      data: { hProperties: { className: ['citation-back'], ariaLabel: backToReference(i + 1) } },
    }));
    const linked: PhrasingContent[] = link
      ? [text(' '), { type: 'link', url: link.url, children: [text(link.text)] }]
      : [];
    const paragraph: Paragraph = {
      type: 'paragraph',
      children: [text(words), ...linked, ...back.flatMap((one) => [text(' '), one])],
    };
    return {
      type: 'listItem',
      spread: false,
      data: { hProperties: { id: `reference-${number}` } },
      children: [paragraph],
    };
  });
  return [
    { type: 'heading', depth: 2, children: [text(references)] },
    {
      type: 'list',
      ordered: true,
      start: 1,
      spread: false,
      children: items,
      data: { hProperties: { className: ['references'] } },
    },
  ];
}
