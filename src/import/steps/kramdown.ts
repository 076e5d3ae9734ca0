import type { Job } from './job.ts';

/** What only kramdown reads: attribute lists, its table of contents, options, abbreviations, definition lists, line breaks. */
export function kramdown(job: Job): void {
  const { manuscript } = job;
  manuscript.replace(/^[ \t]*(?:[-*+]|\d+[.)])[ \t]+.*\n[ \t]*\{:\s*[^}\n]*\btoc\b[^}\n]*\}[ \t]*$/gm, (_, line) => {
    manuscript.note('changed', line, 'the table of contents is left out: every post has one at its side');
    return '';
  });
  manuscript.replace(
    /^[ \t]*(?:\[{1,2}toc\]{1,2}|\{:\s*toc[^}\n]*\}|@\[toc\].*|\*\*目录\*\*[ \t]*\n+[ \t]*\[toc\])[ \t]*$/gim,
    (_, line) => {
      manuscript.note('changed', line, 'the table of contents is left out: every post has one at its side');
      return '';
    },
  );
  manuscript.replace(/\{::comment\}([\s\S]*?)\{:\/(?:comment)?\}/g, ([, body = ''], line) => {
    manuscript.note('changed', line, `a comment is left out: “${body.trim().slice(0, 60)}”`);
    return '';
  });
  manuscript.replace(/\{::[^}\n]*\}|\{:\/[a-z]*\}/g, ([match], line) => {
    manuscript.note('changed', line, `${match} of kramdown is left out`);
    return '';
  });
  // Guillemets, before they look like tags; Chinese has its own marks.
  if (!/^(?:zh|ja|ko)/.test(job.description.lang ?? 'zh-CN'))
    manuscript.replace(/<<[ \t]?(?=[\p{L}“"])([^<>\n]+?)[ \t]?>>/gu, ([, words = '']) => `«${words}»`);
  headingIds(job);
  attributeLists(job);
  manuscript.replace(/^ {0,3}\*\[([^\]\n]+)\]:[ \t]*(.*)$/gm, ([, short = '', long = ''], line) => {
    manuscript.note('look', line, `the abbreviation “${short}” (${long}) is left out`);
    return '';
  });
  manuscript.replace(/^\^[ \t]*$/gm, () => '');
  definitionLists(job);
  numberedOn(job);
  // Two backslashes end a line in kramdown, one does in CommonMark.
  manuscript.replace(/(?<!\\)\\\\[ \t]*$/gm, () => '\\');
  // `[text] [id]` with a space is kramdown's.
  const ids = new Set(
    [...manuscript.text.matchAll(/^ {0,3}\[([^\]\n]+)\]:[ \t]*\S/gm)].map(([, id]) => id!.toLowerCase()),
  );
  manuscript.replace(/\]( |\n)\[([^\]\n]+)\](?![(:])/g, ([match, , id = '']) =>
    ids.has(id.toLowerCase()) ? `][${id}]` : match,
  );
}

/** A place that old links may name. */
export const anchor = (id: string): string => `<span id="${id.replace(/[^\p{L}\p{N}_.:-]+/gu, '-')}"></span>`;

/** `## 标题 {#id}`: the place stays, so that links to it do. */
function headingIds({ manuscript }: Job): void {
  manuscript.replace(
    /^([ \t>]*#{1,6}[ \t]*)(.*?)[ \t]*\{:?[ \t]*#([^}\s]+)[^}\n]*\}[ \t]*#*[ \t]*$/gm,
    ([, mark = '', text = '', id = '']) => `${mark}${manuscript.keep('html', anchor(id))}${text}`,
  );
}

const attributeList =
  /\{:[ \t]*(?:(?:[.#][\w:.-]+|[\w-]+[ \t]*=[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s}"']+)|[\w-]+:?|\.)[ \t]*)+\}/g;

function attributeLists({ manuscript }: Job): void {
  manuscript.replace(attributeList, ([match], line, offset) => {
    const id = /#([\w:.-]+)/.exec(match)?.[1];
    const quiet = /^\{:[ \t]*(?:\.no_toc|\.lead|target=["']?_blank["']?|rel="[^"]*")[ \t]*\}$/.test(match);
    if (!quiet || id !== undefined)
      manuscript.note(
        'changed',
        line,
        `the attributes ${match} are left out${id === undefined ? '' : '; the place keeps its name'}`,
      );
    if (id === undefined) return '';
    const startsLine = /(^|\n)[ \t]*$/.test(manuscript.text.slice(0, offset));
    return startsLine ? `${manuscript.keep('html', anchor(id))}` : manuscript.keep('html', anchor(id));
  });
}

/** A list that goes on with `3.` right under a sentence: here only one that begins with 1 may. */
function numberedOn({ manuscript }: Job): void {
  let inside: 'text' | 'list' | undefined;
  manuscript.mapLines((line) => {
    const item = /^ {0,3}(?:[-*+]|\d+\.)[ \t]+\S/.test(line);
    const parted = inside === 'text' && item && /^ {0,3}(?!0*1\.)\d{1,9}\./.test(line);
    if (line.trim() === '') inside = undefined;
    else if (item) inside = 'list';
    else if (/^ {0,3}[^\s>|#]/.test(line)) inside ??= 'text';
    return parted ? `\n${line}` : line;
  });
}

/** `term` and then `: definition`: a list, the term in bold. */
function definitionLists({ manuscript }: Job): void {
  const isDefinition = (line: string | undefined): boolean => line !== undefined && /^ {0,3}:[ \t]+\S/.test(line);
  const isTerm = (line: string | undefined): boolean => line !== undefined && /^[^\s#>|\-*+:][^\n]*$/.test(line);
  let noted = false;
  let inside = false;
  manuscript.mapLines((line, i, lines) => {
    const next = lines[i + 1];
    if (
      isTerm(line) &&
      (isDefinition(next) || (next?.trim() === '' && isDefinition(lines[i + 2]))) &&
      !/^\[\^?[^\]]+\]:/.test(line)
    ) {
      if (!noted)
        manuscript.note('changed', manuscript.originOf(i + 1), 'a definition list is a list with the terms in bold');
      noted = true;
      inside = true;
      const term = line.trim().replace(/^\*\*(.*)\*\*$/, '$1');
      const gap = i > 0 && lines[i - 1]!.trim() !== '' && !isDefinition(lines[i - 1]) ? '\n' : '';
      return `${gap}- **${term}**`;
    }
    if (inside && isDefinition(line)) return `\n  ${line.replace(/^ {0,3}:[ \t]+/, '')}`;
    if (inside && line.trim() !== '' && !/^\s/.test(line)) {
      inside = false;
    }
    return line;
  });
}
