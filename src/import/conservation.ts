import type { Element, Nodes, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { Note } from './note.ts';

/** What a text holds that a reader would miss, counted in the same way before and after an import. */
export interface Inventory {
  /** Words of Latin and similar letters, and single characters of scripts without spaces -> how often. */
  readonly words: ReadonlyMap<string, number>;
  readonly codeBlocks: number;
  readonly pictures: number;
  readonly links: number;
  readonly footnotes: number;
}

/** A post may lose so many words, in letters that were never words to a reader, before anything is said. */
const fewWords = 3;
const smallShare = 0.002;

/**
 * What a reader of the old page would see, read from the source by a few rules of kramdown and HTML and by nothing of the
 * import's own: a fault there cannot hide itself here.
 * @param written a post's text without its front matter
 */
export function inventoryOfSource(written: string): Inventory {
  // Around text that no template is to touch, also in code.
  const source = written
    .replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '')
    // A quotation that Liquid shows, often of Liquid.
    .replace(/\{\{-?\s*(?:"([^"\n]*)"|'([^'\n]*)')\s*-?\}\}(?:[ \t]*[%}]\})?/g, (_, a?: string, b?: string) =>
      (a ?? b ?? '').replace(/\{%|\{\{|%\}|\}\}/g, ' '),
    );
  let codeBlocks = 0;
  const withoutCode = source.replace(hiddenOrCode, (match, ...groups) =>
    (groups.at(-1) as Record<string, string | undefined>)['span'] === undefined ? blankLines(match) : match,
  );
  const text = source.replace(hiddenOrCode, (match, ...groups) => {
    const { fence, highlight, pre, comment, span } = groups.at(-1) as Record<string, string | undefined>;
    if (span !== undefined) return match;
    // A comment in a word does not part it, but `!` and a link.
    if (comment !== undefined)
      return /!$/.test(source.slice(0, groups.at(-3) as number)) ? ' ' : match.replace(/[^\n]+/g, '');
    if (fence === undefined && highlight === undefined && pre === undefined) return blankLines(match);
    codeBlocks += 1;
    // Its words are shown; what it is written in is not.
    return ` ${match
      .replace(/^[^\n]*\n/, '\n')
      .replace(/\n[^\n]*$/, '\n')
      .replaceAll('\\', '\\\\')} `;
  });
  // Four spaces may be code, or a list's: what stands there is not counted, rather than counted wrongly.
  const outside = withoutCode
    .replace(codeSpan, ' ')
    .replace(/^(?: {4}|\t).*$/gm, '')
    // `[0, 1)$ … $(x)`: brackets of a formula are no link's.
    .replace(/\$\$[\s\S]*?\$\$|\$[^$\n]+\$/g, ' ');
  const count = (pattern: RegExp): number => outside.match(pattern)?.length ?? 0;
  const defined = new Set([...outside.matchAll(/^ {0,3}\[\^([\w-]+)\]:/gm)].map(([, name]) => name));
  return {
    words: wordsOf(shownWords(text)),
    codeBlocks,
    pictures: count(/(?<!(?<!\\)(?:\\\\)*\\)!\[[^\][\n]*\]\([^)]*\)|<ima?ge?\b[^>]*\bsrc\s*=/gi),
    links: count(/(?<![!\\])\[(?![\^!])(?:[^\][\n]|\n(?!\s*\n))+\]\([^)\s]+(?:\s+"[^"]*")?\)|<a\b[^>]*\bhref\s*=/gi),
    footnotes: [...outside.matchAll(/\[\^([\w-]+)\](?!:)/g)].filter(([, name]) => defined.has(name)).length,
  };
}

/** From the top: what begins first holds the other. */
const hiddenOrCode = new RegExp(
  [
    '(?<comment><!--[\\s\\S]*?-->|\\{%-?\\s*comment\\b[\\s\\S]*?endcomment\\s*-?%\\}|\\{::comment\\}[\\s\\S]*?\\{:/(?:comment)?\\})',
    '(?<fence>^[ \\t>]*(?:(?:[-*+]|\\d+[.)])[ \\t]+)*(`{3,}|~{3,})[^`\\n]*\\n(?:[\\s\\S]*?\\n)??[ \\t>]*\\3[`~]*[ \\t]*$)',
    '(?<highlight>\\{%-?\\s*(highlight|codeblock)\\b[\\s\\S]*?\\{%-?\\s*end\\5\\s*-?%\\})',
    '(?<pre><pre\\b[\\s\\S]*?</pre>)',
    '(?<span>(?<!`)(?<!(?<!\\\\)(?:\\\\\\\\)*\\\\)(`+)(?!`)(?:[^\\n]|\\n(?!\\s*\\n))*?[^`]\\8(?!`))',
    '<(script|style)\\b(?![^>]*math/tex)[\\s\\S]*?</\\9\\s*>',
  ].join('|'),
  'gim',
);

const codeSpan = /(?<!`)(?<!(?<!\\)(?:\\\\)*\\)(`+)(?!`)(?:[^\n]|\n(?!\s*\n))*?[^`]\1(?!`)/g;

const parting = (marks: string): string => (marks.includes('\\') ? ' ' : '');

/** Commands of TeX with a name, a colour or an option for argument: nothing that is shown. */
const environmentName = /\\(?:begin|end|label|ref|eqref|tag|require|operatorname\*?|color)\s*\{[^}]*\}/g;

const blankLines = (text: string): string => text.replace(/[^\n]+/g, ' ');

/** Without what is written and not shown: addresses, tags, templates, names of labels and environments. */
function shownWords(text: string): string {
  return (
    text
      // What looks like Markdown in code is none; its letters are read with those beside them.
      .replace(codeSpan, (span) =>
        span
          .replace(/(?:\\?[*~])+/g, parting)
          .replace(environmentName, ' ')
          .replace(/[^\p{L}\\]+/gu, (signs) => (/^`+$/.test(signs) ? '' : '\u0001'))
          .replaceAll('\\', '\\\\'),
      )
      // As Markdown reads it: escaped marks are letters, the others are not shown.
      .replace(/\\([\\*~`])|[*~`]+/g, (_, letter: string | undefined) => letter ?? '')
      .replace(/\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, ' ')
      .replace(/\{::?[^}\n]*\}|\{#[^}\n]*\}/g, ' ')
      .replace(/^ {0,3}\[(?!\^)[^\]\n]+\]:.*$|^ {0,3}\*\[[^\]\n]+\]:.*$|^[ \t]*(?:\[toc\]|@\[toc\].*)$/gim, ' ')
      .replace(/!\[[^\]]*\]\((?:[^()\n]|\([^()\n]*\))*\)|!\[[^\]]*\]\[[^\]]*\]/g, ' ')
      .replace(
        /\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?:(?:[^()\n"']|\([^()\n]*\))*\s(?:"[^"\n]*"|'[^'\n]*')\s*|<[^>\n]*>|(?:[^()\n]|\([^()\n]*\))*)\)/g,
        '$1',
      )
      .replace(/\]\[[^\]\n]*\]|\[\^[^\]\n]*\]:?/g, '] ')
      .replace(/<(?:https?|mailto):[^>\s]*>|https?:\/\/[^\s)>\]"'，。；）]+|www\.[\w./-]+/gi, ' ')
      // Marks within a word part it only for the parser.
      .replace(/<\/?(?:b|i|em|strong|u|s|del|sub|sup|kbd|span|font|small|big|code|a)\b[^<>]*>/gi, '')
      .replace(/<\/?[A-Za-z][^<>]*>/g, ' ')
      .replace(/&#?\w+;/g, ' ')
  );
}

/**
 * Words to be counted. Commands of TeX and names of its environments and labels are not: formulas are translated, and counted
 * by themselves.
 */
function wordsOf(text: string): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const plain = text
    // Marks of emphasis and code, or what is left of them, part no word; a back-slash does.
    .replace(/(?:\\?[*~`])+/g, parting)
    .replace(environmentName, ' ')
    .replace(/\\definecolor(?:\s*\{[^}]*\}){3}|\\bbox\s*\[[^\]]*\]/g, ' ')
    .replace(/\\[A-Za-z]+/g, ' ');
  for (const [word] of plain.matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L}){3,}/gu,
  )) {
    const key = word.toLowerCase();
    words.set(key, (words.get(key) ?? 0) + 1);
  }
  return words;
}

const inLine = new Set('b i em strong u s del sub sup kbd span small code a mark'.split(' '));

/** What a reader of the new page sees, from its HTML. */
export function inventoryOfPage(tree: Root): Inventory {
  let [codeBlocks, pictures, links, footnotes] = [0, 0, 0, 0];
  const parts: string[] = [];
  visit(tree, (node: Nodes) => {
    if (node.type === 'text') parts.push(node.value);
    if (node.type !== 'element') return undefined;
    if (isFormula(node)) {
      // It parts words, also in a heading, where no TeX is kept.
      parts.push(' ');
      // As it was written: the TeX that KaTeX keeps beside the letters it draws; in a heading those letters.
      let kept: string | undefined;
      visit(node, 'element', (inside) => {
        if (inside.tagName === 'annotation') kept = textOf(inside);
      });
      parts.push(` ${kept ?? textOf(node)} `);
      return SKIP;
    }
    if (node.tagName === 'pre') codeBlocks += 1;
    if (node.tagName === 'img') pictures += 1;
    if (node.tagName === 'a' && typeof node.properties['href'] === 'string') {
      if ('dataFootnoteRef' in node.properties) footnotes += 1;
      else if (!('dataFootnoteBackref' in node.properties) && !isHeadingAnchor(node)) links += 1;
    }
    if (!inLine.has(node.tagName)) parts.push(' ');
    return undefined;
  });
  return { words: wordsOf(parts.join('')), codeBlocks, pictures, links, footnotes };
}

/** A heading that only said the title again is left out of the text: its words stand above it. */
export function withTitle(page: Inventory, title: string): Inventory {
  const words = new Map(page.words);
  for (const [word, count] of wordsOf(title)) words.set(word, (words.get(word) ?? 0) + count);
  return { ...page, words };
}

const classes = ({ properties: { className } }: Element): string[] => [className].flat().map(String);
const isFormula = (node: Element): boolean => classes(node).includes('katex');
const isHeadingAnchor = (node: Element): boolean => classes(node).includes('heading-anchor');

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** What is not there any more, to be looked at; empty if nothing is lost. */
export interface Losses {
  readonly words: number;
  readonly notes: readonly Note[];
}

/**
 * Compares a post's source with its page.
 * @param source its text without front matter
 * @param firstLine the line of the file on which it begins
 * @param told how many pictures and links the report has spoken of one by one
 */
export function lossesOf(
  source: string,
  firstLine: number,
  page: Inventory,
  told: { readonly pictures: number; readonly links: number },
): Losses {
  const before = inventoryOfSource(source);
  const lost = new Map<string, number>();
  let total = 0;
  for (const [word, count] of before.words) {
    total += count;
    const missing = count - (page.words.get(word) ?? 0);
    if (missing > 0) lost.set(word, missing);
  }
  const words = [...lost.values()].reduce((sum, count) => sum + count, 0);
  const notes: Note[] = [];
  const say = (line: number | undefined, message: string): void => {
    notes.push({ kind: 'look', line, message });
  };
  if (words > Math.max(fewWords, smallShare * total)) {
    const some = [...lost.keys()].slice(0, 8).join(' ');
    say(
      lineOf(source, firstLine, lost),
      `${words} of ${total} words are not on the page: ${some}${lost.size > 8 ? ' …' : ''}`,
    );
  }
  const fewer = (what: string, was: number, is: number): void => {
    if (is < was) say(undefined, `${was} ${what} in the source, ${is} on the page`);
  };
  fewer('code blocks', before.codeBlocks, page.codeBlocks);
  fewer('pictures', before.pictures, page.pictures + told.pictures);
  fewer('links', before.links, page.links + told.links);
  fewer('marks of footnotes', before.footnotes, page.footnotes);
  return { words, notes };
}

/** The line that lost most. */
function lineOf(source: string, firstLine: number, lost: ReadonlyMap<string, number>): number | undefined {
  let best: { line: number; share: number } | undefined;
  source.split('\n').forEach((text, i) => {
    const words = wordsOf(text);
    const gone = [...words.keys()].filter((word) => lost.has(word)).length;
    if (gone > (best?.share ?? 0)) best = { line: firstLine + i, share: gone };
  });
  return best?.line;
}
