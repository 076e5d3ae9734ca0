import { parseDocument } from 'yaml';

/** A Jekyll file taken apart. */
export interface SplitPost {
  /** Field names in lower case -> value as YAML gives it; dates stay text. */
  data: Record<string, unknown>;
  body: string;
  /** The line of the file on which the body begins. */
  firstLine: number;
  /** What was wrong with the front matter, if anything was. */
  fault: string | undefined;
}

/**
 * Splits the front matter off and reads it. Authors write what YAML refuses (`title: a: b`, `title: @x`, tabs): then
 * each line is read by itself, as its author meant it.
 */
export function splitFrontMatter(text: string): SplitPost {
  const found = /^\s*---[ \t]*\n([\s\S]*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  if (!found) return { data: {}, body: text, firstLine: 1, fault: undefined };
  const source = found[1] ?? '';
  const body = text.slice(found[0].length);
  const firstLine = found[0].split('\n').length;
  const strict = readYaml(source);
  const data = strict ?? readLines(source);
  // `title: &amp; x`, `title: [论文] x`, `title: *x*` mean something else to YAML than to their author.
  for (const key of ['title', 'description']) {
    const raw = new RegExp(`^${key}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(source)?.[1]?.trim() ?? '';
    if (/^[&*!%@`[{]/.test(raw) && raw !== '') data[key] = unquoted(raw);
  }
  const fault = strict ? undefined : 'the front matter is not YAML (colons, quotes or tabs); it was read line by line';
  return { data, body, firstLine, fault };
}

function readYaml(source: string): Record<string, unknown> | undefined {
  const document = parseDocument(source, { uniqueKeys: false, schema: 'core', logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    return undefined;
  }
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key.trim().toLowerCase(), entry as unknown]));
}

/** `key: value`, `key: [a, b]`, and lists of `- item` lines: all that blogs use. */
function readLines(source: string): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  let key = '';
  for (const line of source.split('\n')) {
    const item = /^\s*-\s+(.*)$/.exec(line);
    const field = /^([\p{L}\p{N}_. -]+?)\s*[:：]\s*(.*)$/u.exec(line);
    if (item && key !== '')
      data[key] = [...(Array.isArray(data[key]) ? (data[key] as unknown[]) : []), unquoted(item[1]!)];
    else if (field && !/^\s/.test(line)) {
      key = field[1]!.trim().toLowerCase();
      const value = field[2]!.trim();
      const list = /^\[(.*)\]$/.exec(value);
      data[key] = list
        ? list[1]!
            .split(/[,，、]/)
            .map(unquoted)
            .filter(Boolean)
        : value === ''
          ? null
          : /^(true|false)$/i.test(value)
            ? value.toLowerCase() === 'true'
            : unquoted(value);
    }
  }
  return data;
}

/** Quotes are taken off where they enclose all of it: `"a" 与 "b"` keeps its own. */
function unquoted(value: string): string {
  const text = value.trim();
  const quoted = /^(["'])(.*)\1$/.exec(text);
  if (!quoted || quoted[2]!.replaceAll('\\"', '').replaceAll("''", '').includes(quoted[1]!)) return text;
  return quoted[1] === '"' ? quoted[2]!.replaceAll('\\"', '"') : quoted[2]!.replaceAll("''", "'");
}
