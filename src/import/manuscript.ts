import type { Note } from './note.ts';

/** Noncharacters: no text contains them (Manuscript takes out what tries to), so they can stand for what is put aside. */
const open = '\uFDD0';
const close = '\uFDD1';

/** Jekyll's braces inside `{% raw %}`: text, not Liquid. One character each, until the post is written. */
export const rawBraces = { '{{': '\uFDD2', '}}': '\uFDD3', '{%': '\uFDD4', '%}': '\uFDD5' } as const;

/** What stands for a kept piece in the text; as a source for regular expressions. */
export const keptPattern = `${open}\\d+${close}`;

type Kind = 'code' | 'block' | 'formula' | 'html' | 'mark';
interface Kept {
  kind: Kind;
  text: string;
}

/**
 * A post's text on its way from Jekyll to us. Every line knows the line of the source that it came from, whatever is
 * put in or taken out. Finished pieces (code, formulas, HTML) are put aside, so that later steps cannot touch them:
 * in the text a mark stands for each.
 */
export class Manuscript {
  readonly notes: Note[] = [];
  private readonly kept: Kept[] = [];
  private current: string;
  /** For each line of the text, the line of the source. */
  private origins: number[];

  /** @param firstLine the line of the source on which the text begins */
  constructor(text: string, firstLine = 1) {
    this.current = text.replace(/[\uFDD0-\uFDD5]/g, '');
    this.origins = this.current.split('\n').map((_, i) => firstLine + i);
  }

  get text(): string {
    return this.current;
  }

  /** The line of the source at a position of the text. */
  lineAt(offset: number): number {
    let lines = 0;
    for (let i = this.current.indexOf('\n'); i !== -1 && i < offset; i = this.current.indexOf('\n', i + 1)) lines += 1;
    return this.origins[lines] ?? this.origins.at(-1) ?? 1;
  }

  /** The line of the source of a line of the text, both from 1. */
  originOf(line: number): number {
    return this.origins[line - 1] ?? this.origins.at(-1) ?? 1;
  }

  note(kind: Note['kind'], line: number | undefined, message: string): void {
    // What is put aside is said as it was written.
    this.notes.push({ kind, line, message: this.resolved(message) });
  }

  /** Puts a finished piece aside and gives the mark that stands for it. */
  keep(kind: Kind, text: string): string {
    return `${open}${this.kept.push({ kind, text }) - 1}${close}`;
  }

  /** The pieces that marks in `text` stand for. */
  keptIn(text: string): Kept[] {
    return [...text.matchAll(new RegExp(`${open}(\\d+)${close}`, 'g'))].map(([, i]) => this.kept[Number(i)]!);
  }

  /** Text with its marks replaced by what they stand for. */
  resolved(text: string): string {
    let result = text;
    // A piece may hold marks of pieces that were put aside before it.
    while (result.includes(open)) {
      const next = result.replace(new RegExp(`${open}(\\d+)${close}`, 'g'), (_, i) => this.kept[Number(i)]?.text ?? '');
      if (next === result) return result;
      result = next;
    }
    return result;
  }

  /**
   * Replaces every match of a global pattern; `undefined` leaves it as it is.
   * @param by gets the match, its line in the source and its position in the text
   */
  replace(pattern: RegExp, by: (match: RegExpMatchArray, line: number, offset: number) => string | undefined): void {
    const edits: { start: number; end: number; text: string }[] = [];
    let [line, scanned] = [0, 0];
    for (const match of this.current.matchAll(pattern)) {
      for (; scanned < match.index; scanned += 1) if (this.current[scanned] === '\n') line += 1;
      const text = by(match, this.origins[line] ?? 1, match.index);
      if (text !== undefined) edits.push({ start: match.index, end: match.index + match[0].length, text });
    }
    this.splice(edits);
  }

  /** Makes each line anew; a result with line ends becomes several lines, `undefined` takes the line out. */
  mapLines(by: (line: string, index: number, lines: readonly string[]) => string | undefined): void {
    const lines = this.current.split('\n');
    const texts: string[] = [];
    const origins: number[] = [];
    lines.forEach((line, i) => {
      const result = by(line, i, lines);
      for (const part of result?.split('\n') ?? []) {
        texts.push(part);
        origins.push(this.origins[i] ?? 1);
      }
    });
    this.current = texts.join('\n');
    this.origins = texts.length > 0 ? origins : [1];
  }

  /** Edits in order and apart from each other. */
  splice(edits: readonly { start: number; end: number; text: string }[]): void {
    if (edits.length === 0) return;
    let text = '';
    let [at, line] = [0, 0];
    const origins = [this.origins[0] ?? 1];
    const copy = (until: number): void => {
      for (let i = this.current.indexOf('\n', at); i !== -1 && i < until; i = this.current.indexOf('\n', i + 1)) {
        line += 1;
        origins.push(this.origins[line] ?? 1);
      }
      text += this.current.slice(at, until);
      at = until;
    };
    for (const edit of edits) {
      copy(edit.start);
      const last = line + countLines(this.current.slice(edit.start, edit.end));
      for (let k = 1; k <= countLines(edit.text); k += 1) origins.push(this.origins[Math.min(line + k, last)] ?? 1);
      text += edit.text;
      at = edit.end;
      line = last;
    }
    copy(this.current.length);
    this.current = text;
    this.origins = origins;
  }

  /** Puts everything kept back in its place. Blocks get the indentation of the place where they stand. */
  restore(): void {
    const mark = new RegExp(`${open}(\\d+)${close}`, 'g');
    while (mark.test(this.current)) {
      mark.lastIndex = 0;
      this.replace(mark, ([, index], _line, offset) => {
        const { kind, text } = this.kept[Number(index)] ?? { kind: 'mark', text: '' };
        if (kind !== 'block') return text;
        const before = this.current.slice(this.current.lastIndexOf('\n', offset - 1) + 1, offset);
        return text.replaceAll('\n', `\n${continuation(before)}`);
      });
      mark.lastIndex = 0;
    }
    for (const [braces, character] of Object.entries(rawBraces)) {
      this.replace(new RegExp(character, 'g'), () => braces);
    }
  }
}

const countLines = (text: string): number => text.split('\n').length - 1;

/** What the lines after the first begin with, in the same list item or quotation: `- ` -> two spaces, `> ` -> `> `. */
function continuation(before: string): string {
  if (!/^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*[\s>]*$/.test(before)) return /^\s*/.exec(before)?.[0] ?? '';
  return before.replace(/[^\s>]/g, ' ');
}
