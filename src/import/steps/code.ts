import { spanPattern } from '../code-patterns.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Job } from './job.ts';

/** Puts all code aside, first of all: nothing in it is Markdown, mathematics or Liquid. */
export function code({ manuscript }: Job): void {
  diagrams(manuscript);
  highlightTags(manuscript);
  fences(manuscript);
  preElements(manuscript);
  indentedBlocks(manuscript);
  indentedInQuotations(manuscript);
  spans(manuscript);
}

/** Mermaid draws in the reader's browser with a script from elsewhere: the diagram's source stays, and its author is told. */
function diagrams(manuscript: Manuscript): void {
  const told = (line: number): void =>
    manuscript.note(
      'look',
      line,
      'a Mermaid diagram stands as code: this site draws Graphviz (a fence named dot) when it is built',
    );
  manuscript.replace(
    /<(div|pre|p)\b[^>]*\bclass\s*=\s*["'](?:[^"']*\s)?(?:mermaid|language-mermaid)(?:\s[^"']*)?["'][^>]*>([\s\S]*?)<\/\1\s*>/gi,
    ([, , body = ''], line) => {
      told(line);
      return `\n\n${manuscript.keep('block', fenced(decodedEntities(body.replace(/<\/?code\b[^>]*>/gi, '')), 'mermaid'))}\n\n`;
    },
  );
  manuscript.replace(/^[ \t>]*(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?mermaid\b/gim, (_, line) => {
    told(line);
    return undefined;
  });
}

/** A fence longer than any run of back-ticks inside. */
export function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/^\n+|\s+$/g, '')}\n${fence}`;
}

/** A code span whose text may hold back-ticks. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return fence + pad + line + pad + fence;
}

/** `python {linenos}`, `{.python .numberLines}`, `{python}` -> `python`. */
function language(info: string): string {
  return (/[A-Za-z0-9_+#-]+/.exec(info.replace(/^\s*\{\s*\.?/, ''))?.[0] ?? '').toLowerCase();
}

/** `{% highlight python linenos %}` and Octopress's `{% codeblock lang:python %}`. */
function highlightTags(manuscript: Manuscript): void {
  manuscript.replace(
    /([ \t]*)\{%-?\s*(highlight|codeblock)\b([^%]*?)-?%\}([\s\S]*?)\{%-?\s*end\2\s*-?%\}/g,
    ([, indent = '', , options = '', body = ''], line) => {
      const named = /lang:(\S+)/.exec(options)?.[1] ?? options;
      if (/linenos|mark_lines|title|hl_lines/.test(options)) {
        manuscript.note('changed', line, 'line numbers and marked lines of {% highlight %} are left out');
      }
      const lines = body.replace(/^[ \t]*\n/, '').split('\n');
      const text = lines.map((row) => (row.startsWith(indent) ? row.slice(indent.length) : row)).join('\n');
      return `${indent}${manuscript.keep('block', fenced(text, language(named)))}`;
    },
  );
}

/** Fences of back-ticks or tildes, in lists and quotations too. One that does not end goes to the end of the post. */
function fences(manuscript: Manuscript): void {
  const edits: { start: number; end: number; text: string }[] = [];
  const lines = manuscript.text.split('\n');
  let open: { start: number; fence: string; prefix: string; rows: string[]; info: string; line: number } | undefined;
  let offset = 0;
  lines.forEach((line, i) => {
    if (!open) {
      const [, prefix = '', fence, info = ''] =
        /^([ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(`{3,}|~{3,})([^`]*)$/.exec(line) ?? [];
      if (fence !== undefined) open = { start: offset + prefix.length, fence, prefix, rows: [], info, line: i };
    } else {
      const closing = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
      if (closing?.startsWith(open.fence) === true || i === lines.length - 1) {
        const closed = closing?.startsWith(open.fence) === true;
        if (!closed) {
          open.rows.push(line);
          manuscript.note(
            'look',
            manuscript.originOf(open.line + 1),
            'a code fence that never ends: it is ended at the end of the post',
          );
        }
        const depth = open.prefix.replace(/[^>\s]/g, ' ');
        const text = open.rows.map((row) => withoutPrefix(row, depth)).join('\n');
        edits.push({
          start: open.start,
          end: offset + line.length,
          text: manuscript.keep('block', fenceAsWritten(text, language(open.info))),
        });
        open = undefined;
      } else open.rows.push(line);
    }
    offset += line.length + 1;
  });
  manuscript.splice(edits);
}

/** As `fenced`, but blank lines at the edges are the author's. */
function fenceAsWritten(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return text === '' ? `${fence}${language}\n${fence}` : `${fence}${language}\n${text}\n${fence}`;
}

/** Takes off at most the indentation and quotation marks that the fence itself has. */
function withoutPrefix(row: string, prefix: string): string {
  let i = 0;
  while (i < prefix.length && i < row.length && (row[i] === prefix[i] || /[ \t]/.test(row[i]!))) i += 1;
  return row.slice(i);
}

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};
/** Text as HTML writes it -> text. */
export const decodedEntities = (text: string): string =>
  text.replace(/&(?:lt|gt|amp|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity);

/** `<pre>` with whatever a highlighter left in it becomes a fence, `<code>` a span, `<script type="math/tex">` a formula. */
function preElements(manuscript: Manuscript): void {
  manuscript.replace(
    /<script\b[^>]*type\s*=\s*["']?math\/tex(;\s*mode=display)?[^>]*>([\s\S]*?)<\/script>/gi,
    ([, display, tex = '']) =>
      display === undefined
        ? `$$${tex.trim()}$$`
        : `\n\n$$\n${tex.replace(/% <!\[CDATA\[|%\]\]>/g, '').trim()}\n$$\n\n`,
  );
  manuscript.replace(/<pre\b([^>]*)>([\s\S]*?)<\/pre>/gi, ([, attributes = '', body = ''], line) => {
    const named =
      /(?:language-|brush:\s*|lang(?:uage)?=["']?)([A-Za-z0-9+#]+)/.exec(attributes + body.slice(0, 200))?.[1] ?? '';
    manuscript.note('changed', line, '<pre> is a code block');
    return `\n\n${manuscript.keep('block', fenced(decodedEntities(body.replace(/<br\s*\/?>/gi, '\n').replace(/<\/?[a-z][^>]*>/gi, '')), language(named)))}\n\n`;
  });
  manuscript.replace(/<(code|tt)\b[^>]*>([^\n]*?)<\/\1>/gi, ([match, , body = '']) =>
    /<[a-z]/i.test(body) || body.trim() === '' ? match : manuscript.keep('code', codeSpan(decodedEntities(body))),
  );
}

/** Four spaces after a blank line, outside of lists. Inside a list such lines are its text. */
function indentedBlocks(manuscript: Manuscript): void {
  const lines = manuscript.text.split('\n');
  const edits: { start: number; end: number; text: string }[] = [];
  let [offset, inList, blank] = [0, false, true];
  // Inside of HTML, indentation is only looks. A tag that never closes holds to the next blank line.
  let depth = 0;
  // ... but where its author says that Markdown goes on in it.
  const marked = /<[a-z]+\b[^>]*\bmarkdown\s*=\s*["']?(?:1|block)/i.test(manuscript.text);
  const unclosed = lines.reduce((sum, line) => sum + boxes(line), 0) > 0;
  let block: { start: number; end: number } | undefined;
  const finish = (): void => {
    const source = block && manuscript.text.slice(block.start, block.end);
    if (block && source !== undefined) {
      // Formulas and bold words in "code" are a paragraph that its author only wanted to indent.
      const prose = /\$\$[^$]+\$\$/.test(source) && !/[;{][ \t]*$/m.test(source);
      if (prose)
        manuscript.note('changed', manuscript.lineAt(block.start), 'indented text with formulas is text, not code');
      edits.push({ ...block, text: prose ? source.replace(/^[ \t]+/gm, '') : manuscript.keep('code', source) });
    }
    block = undefined;
  };
  for (const [i, line] of lines.entries()) {
    const isBlank = line.trim() === '';
    const indented = /^(?: {4}| {0,3}\t)/.test(line) && !isBlank;
    if (/^ {0,3}(?:[-*+]|\d+[.)])[ \t]/.test(line) || /^ {0,3}\[\^[^\]]+\]:/.test(line)) inList = true;
    else if (!isBlank && !/^[ \t]/.test(line) && blank) inList = false;
    if (isBlank && unclosed) depth = 0;
    else if (!indented || depth > 0) depth = Math.max(0, depth + boxes(line));
    if (indented && !inList && (depth === 0 || (marked && insideMarkdown(lines, i))) && (blank || block))
      block = { start: block?.start ?? offset, end: offset + line.length };
    else if (!isBlank) finish();
    blank = isBlank;
    offset += line.length + 1;
  }
  finish();
  manuscript.splice(edits);
}

/** The same in a quotation, outside of its lists. */
function indentedInQuotations(manuscript: Manuscript): void {
  let [begins, inList] = [true, false];
  manuscript.mapLines((line) => {
    const [, mark, rest = ''] = /^( {0,3}> ?)(.*)$/.exec(line) ?? [];
    if (mark === undefined) {
      [begins, inList] = [true, false];
      return line;
    }
    if (rest.trim() === '') {
      begins = true;
      return line;
    }
    if (/^ {0,3}(?:[-*+]|\d+[.)])[ \t]/.test(rest)) inList = true;
    else if (/^\S/.test(rest) && begins) inList = false;
    const isCode = begins && !inList && /^(?: {4}| {0,3}\t)/.test(rest) && !rest.includes('\uFDD0');
    if (!isCode) begins = false;
    return isCode ? mark + manuscript.keep('code', rest) : line;
  });
}

/** Whether the innermost box of HTML around a line is one in which Markdown goes on (`markdown="1"`). */
function insideMarkdown(lines: readonly string[], at: number): boolean {
  const open: boolean[] = [];
  for (const [, slash, attributes = ''] of lines.slice(0, at).join('\n').matchAll(boxTags)) {
    if (slash === '/') open.pop();
    else open.push(/\bmarkdown\s*=\s*["']?(?:1|block)/i.test(attributes));
  }
  return open.at(-1) ?? false;
}

const boxTags =
  /<(\/?)(?:div|center|table|tbody|thead|tr|td|th|ul|ol|dl|section|article|figure|details|blockquote)\b([^>]*)>/gi;

/** How many boxes of HTML a line opens more than it closes. */
function boxes(line: string): number {
  const tags = [...line.matchAll(boxTags)];
  return tags.reduce((sum, [, slash]) => sum + (slash === '/' ? -1 : 1), 0);
}

/** Back-ticks in the line; a run that does not close is text. */
function spans(manuscript: Manuscript): void {
  manuscript.replace(new RegExp(spanPattern, 'g'), ([match]) => manuscript.keep('code', match));
}
