import { blockTags, boxTags, tagPattern, voidTags } from './html-vocabulary.ts';
import type { Job } from './job.ts';

/** Inside a block of HTML, indentation is only looks; to Markdown four spaces are code. */
export function flattenBlocks({ manuscript }: Job): void {
  const lines = manuscript.text.split('\n');
  const whole = depths(lines, false);
  // A tag that never closes must not flatten the rest of the post: then a block ends with a blank line.
  const inside = whole.unclosed ? depths(lines, true).inside : whole.inside;
  manuscript.mapLines((line, i) => (inside[i] === true ? line.trimStart() : line));
}

function depths(lines: readonly string[], endAtBlank: boolean): { inside: boolean[]; unclosed: boolean } {
  let depth = 0;
  let inParagraph = false;
  const inside = lines.map((line) => {
    if (line.trim() === '') {
      inParagraph = false;
      if (endAtBlank) depth = 0;
    }
    const before = depth > 0 || inParagraph;
    for (const [, end, name = '', , self] of line.matchAll(new RegExp(tagPattern.source, 'g'))) {
      const lower = name.toLowerCase();
      if (lower === 'p') inParagraph = end !== '/';
      else if ((blockTags.has(lower) || boxTags.has(lower)) && !voidTags.has(lower) && self !== '/' && lower !== 'li') {
        depth = Math.max(0, depth + (end === '/' ? -1 : 1));
      }
    }
    return before;
  });
  return { inside, unclosed: depth > 0 };
}
