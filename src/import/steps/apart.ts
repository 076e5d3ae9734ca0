import type { Manuscript } from '../manuscript.ts';

/** Display formulas get blank lines around, as blocks; after the steps that read lines. */
export function apart(manuscript: Manuscript): void {
  const isBlock = (line: string): boolean => {
    const mark = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(\uFDD0\d+\uFDD1)[ \t]*$/.exec(line)?.[1];
    return mark !== undefined && manuscript.keptIn(mark)[0]?.kind === 'block';
  };
  manuscript.mapLines((line, i, lines) => {
    if (!isBlock(line)) return line;
    const prefix = /^[ \t>]*/.exec(line)?.[0].replace(/[ \t]+$/, '') ?? '';
    const isFirst = onlyPrefixWithMarker(line);
    const before = i > 0 && lines[i - 1]!.replace(/[>\s]/g, '') !== '' && !isFirst ? `${prefix}\n` : '';
    const after = i < lines.length - 1 && lines[i + 1]!.replace(/[>\s]/g, '') !== '' ? `\n${prefix}` : '';
    return before + line + after;
  });
}

const onlyPrefixWithMarker = (line: string): boolean => /^[ \t>]*(?:[-*+]|\d+[.)])[ \t]/.test(line);
