import type { Job } from './job.ts';
import { gistLink, included, isProse, picture } from './liquid-includes.ts';
import { evaluate } from './liquid-values.ts';

/**
 * Jekyll's templates, as far as posts use them: addresses and facts of the site and the page are written out, links to
 * posts and files become addresses, known tags become what they drew. Whatever else there is goes, and is reported:
 * Jekyll would not have shown it either.
 */
export function liquid(job: Job): void {
  const { manuscript } = job;
  const variables = new Map<string, string>();
  manuscript.replace(/\{%-?\s*for\b[^%]*-?%\}[\s\S]*?\{%-?\s*endfor\s*-?%\}/g, ([match], line) => {
    manuscript.note('look', line, `a loop of Liquid is left out: ${short(match)}`);
    return '';
  });
  manuscript.replace(
    /\{%-?\s*capture\s+([\w.-]+)\s*-?%\}([\s\S]*?)\{%-?\s*endcapture\s*-?%\}/g,
    ([, name = '', body = '']) => {
      variables.set(name, body.trim());
      return '';
    },
  );
  // In order of the text, so that a value is assigned before it is used.
  manuscript.replace(
    /\{\{-?\s*([\s\S]*?)\s*-?\}\}|\{%-?\s*([\s\S]*?)\s*-?%\}/g,
    ([match, expression, tag], line, offset) => {
      if (tag !== undefined) {
        const { text } = manuscript;
        const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
        const alone = before.trim() === '' && /^[ \t]*(?:\n|$)/.test(text.slice(offset + match.length));
        return tagText(job, tag, line, variables, alone ? before : undefined);
      }
      const next = manuscript.text.slice(offset + match.length, offset + match.length + 2);
      const value = evaluate(job, expression ?? '', variables, /^(?:[/\\]|\{\{)/.test(next));
      if (value === undefined) manuscript.note('look', line, `${short(match)} has no meaning here: left out`);
      return value ?? '';
    },
  );
  // Braces that open or close nothing would look like forgotten Liquid.
  manuscript.replace(/\{\{|\}\}|\{%|%\}/g, ([match], line, offset) => {
    const before = manuscript.text.slice(Math.max(0, offset - 1), offset);
    if (match === '}}' && !manuscript.text.slice(0, offset).includes('{{') && before !== '{') return undefined;
    manuscript.note('look', line, `a “${match}” of Liquid that opens or closes nothing is set as code`);
    return manuscript.keep('code', `\`${match}\``);
  });
}

const short = (text: string): string => {
  const line = text.trim().replace(/\s+/g, ' ');
  return `“${line.length > 70 ? `${line.slice(0, 70)}…` : line}”`;
};

/** @param indent what stands before a tag that has a line of its own */
function tagText(
  job: Job,
  tag: string,
  line: number,
  variables: Map<string, string>,
  indent: string | undefined,
): string {
  const { manuscript } = job;
  const [, name = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(tag) ?? [];
  const look = (message: string): void => manuscript.note('look', line, message);
  const words = rest.match(/"[^"]*"|'[^']*'|\S+/g)?.map((word) => word.replace(/^(["'])(.*)\1$/, '$2')) ?? [];
  const resolved = rest.replace(
    /\{\{\s*([\s\S]*?)\s*\}\}/g,
    (_, expression: string) => evaluate(job, expression, variables, true) ?? '',
  );
  switch (name) {
    case 'post_url': {
      const address = job.postNamed(rest.trim());
      if (address === undefined) look(`{% post_url ${rest.trim()} %}: there is no such post`);
      return address ?? `/post_url/${encodeURIComponent(rest.trim())}`;
    }
    case 'link': {
      const path = resolved.trim();
      return (/(^|\/)_(posts|drafts)\//.test(path) ? job.postNamed(path) : undefined) ?? `/${path.replace(/^\/+/, '')}`;
    }
    case 'assign': {
      const [, variable = '', expression = ''] = /^([\w.-]+)\s*=\s*([\s\S]*)$/.exec(rest) ?? [];
      const value = evaluate(job, expression, variables, true);
      if (value !== undefined) variables.set(variable, value);
      return '';
    }
    case 'include':
    case 'include_relative':
    case 'include_cached':
      return included(job, resolved, line, variables, indent);
    case 'img':
    case 'asset_img':
    case 'fancybox':
    case 'image': {
      const path = words.find((word) => picture.test(word));
      if (path === undefined) break;
      const title = words
        .slice(words.indexOf(path) + 1)
        .filter((word) => !/^\d+(px|%)?$/.test(word))
        .join(' ');
      return `![${title.replace(/[[\]]/g, '')}](<${path}>)`;
    }
    case 'gist':
      return gistLink(job, words[0] ?? '', line);
    case 'youtube':
    case 'youtube_embed':
      look('a video is a link now');
      return `[YouTube](${/^https?:/.test(words[0] ?? '') ? words[0] : `https://www.youtube.com/watch?v=${words[0] ?? ''}`})`;
    case 'vimeo':
      look('a video is a link now');
      return `[Vimeo](https://vimeo.com/${words[0] ?? ''})`;
    case 'if':
    case 'unless':
    case 'elsif':
    case 'else':
    case 'case':
    case 'when':
      look(`a condition of Liquid is left out, what stands in it stays: ${short(`{% ${tag} %}`)}`);
      return '';
    case 'endif':
    case 'endunless':
    case 'endcase':
    case 'break':
    case 'continue':
      return '';
    case 'increment':
    case 'decrement':
      return '';
    default:
  }
  // A plug-in's footnote or frame: its words were on the page.
  if (isProse(rest)) {
    look(`${short(`{% ${tag} %}`)} is not known here: its words stay`);
    return rest;
  }
  look(`${short(`{% ${tag} %}`)} is not known here: left out`);
  return '';
}
