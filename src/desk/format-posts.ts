import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { decodePost } from '../markdown/decode-post.ts';
import { collectFindings } from '../markdown/findings.ts';
import { markdown } from '../markdown/index.ts';

/**
 * A post's text tidied: Unix line ends, no spaces that mean nothing at the end of lines, one blank line where there are more, one
 * line end at the end. Nothing within code and formulas, and no word: Prettier would escape what it takes for emphasis in a
 * formula, and break lines of Chinese.
 */
export function tidied(text: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  const written = text.replace(/\r\n?/g, '\n').split('\n');
  let inMatter = written[0]?.trim() === '---';
  for (const [i, line] of written.entries()) {
    const mark = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(`{3,}|~{3,}|\$\$)/.exec(line)?.[1];
    if (inMatter) {
      if (i > 0 && line.trim() === '---') inMatter = false;
      lines.push(line);
    } else if (fence !== undefined) {
      if (mark?.startsWith(fence) === true || (fence === '$$' && line.trimEnd().endsWith('$$'))) fence = undefined;
      lines.push(line);
    } else {
      if (mark !== undefined && !(mark === '$$' && /\$\$.*\$\$/.test(line))) fence = mark;
      const bare = line.trimEnd();
      // Two spaces at the end break the line.
      const kept = bare !== '' && line.endsWith('  ') ? `${bare}  ` : bare;
      if (kept !== '' || lines.at(-1) !== '') lines.push(kept);
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

const usage = 'npm run format [-- --check]';

/**
 * The posts' part of `npm run format`. A post is written only if its page stays as it is, letter for letter.
 * @returns the exit code: 0; with `--check`, 1 if there is a post to tidy; 2 for an option that does not exist
 */
export async function formatPosts(args: readonly string[]): Promise<number> {
  const other = args.find((arg) => arg !== '--check');
  if (other !== undefined) {
    console.error(`There is no option ${other}.\n${usage}`);
    return 2;
  }
  const onlyCheck = args.includes('--check');
  const rendered = await renderer();
  let changed = 0;
  for (const file of globSync('src/content/posts/*/index.{md,mdx}').sort()) {
    const decoded = decodePost(readFileSync(file));
    if (!('text' in decoded)) {
      console.log(`${file} is left as it is: it is not in UTF-8.`);
      continue;
    }
    const better = tidied(decoded.text);
    if (better === decoded.text) continue;
    const [before, after] = [await rendered(file, decoded.text), await rendered(file, better)];
    if (before === undefined || before !== after) {
      console.log(
        `${file} is left as it is: ${before === undefined ? 'it does not render' : 'its page would change'}.`,
      );
      continue;
    }
    changed += 1;
    if (!onlyCheck) writeFileSync(file, better);
    console.log(file);
  }
  console.log(`${changed} post${changed === 1 ? '' : 's'} ${onlyCheck ? 'to tidy' : 'tidied'}.`);
  return onlyCheck && changed > 0 ? 1 : 0;
}

/** What a text becomes on its page; undefined if it cannot be read. */
async function renderer(): Promise<(file: string, text: string) => Promise<string | undefined>> {
  const options = { syntaxHighlight: false, shikiConfig: markdown.shikiConfig } as const;
  const plain = await markdown.processor.createRenderer(options);
  const mdx = await markdown.processor.createMdxRenderer?.(options, { optimize: false });
  return async (file, text) => {
    try {
      const { frontmatter, content } = parseFrontmatter(text);
      // Its problems are npm run check's business.
      collectFindings(frontmatter, { problems: [], links: [], files: [] });
      const path = resolve(file);
      const page = path.endsWith('.mdx')
        ? (await mdx?.process(content, path, frontmatter))?.code
        : (await plain.render(content, { fileURL: pathToFileURL(path), frontmatter })).code;
      return page === undefined ? undefined : JSON.stringify([frontmatter, page]);
    } catch {
      return undefined;
    }
  };
}
