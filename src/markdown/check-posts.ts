import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'astro/zod';
import { AddressBook, fileOf } from '../site/addresses.ts';
import { primaryOf } from '../site/strings/index.ts';
import { checkFrontMatter } from './check-front-matter.ts';
import { deadParts } from './dead-parts.ts';
import { collectFindings, type Findings } from './findings.ts';
import { markdown } from './index.ts';
import { placeOfKey, readSource, type Place, type Source } from './post-source.ts';
import type { Problem } from './problem.ts';
import { renderAhead } from './render-ahead.ts';

export type RendererOptions = Parameters<typeof markdown.processor.createRenderer>[0];

/** Colours of code are no matter of right and wrong. */
const plainOptions: RendererOptions = { syntaxHighlight: false, shikiConfig: markdown.shikiConfig };

/**
 * Looks through every post before Astro does: front matter, addresses, and the whole text pipeline. It reads the files
 * themselves, and a text with a problem is never kept, so nothing cached can hide one; and it finds them all, so that an
 * author repairs them in one go.
 *
 * @param shared how the pages will be rendered: with the same options a post is rendered once for both
 */
export async function checkPosts(folder: string, shared: RendererOptions = plainOptions): Promise<Findings> {
  const findings: Findings = { problems: [], links: [], files: [], parts: new Map() };
  if (!existsSync(folder)) return findings;
  const sources: Source[] = [];
  const files = await readdir(folder, { recursive: true });
  for (const name of files.filter((file) => /\.mdx?$/.test(file)).sort()) {
    const file = join(folder, name);
    if (!/^[^/\\]+[/\\]index\.mdx?$/.test(name)) {
      findings.problems.push({
        kind: 'misplaced-file',
        file,
        message: 'this file is at no address: a post is a folder with index.md or index.mdx in it',
        remedy: `move it to ${join(relative(process.cwd(), folder), basename(name).replace(/\.mdx?$/, ''), `index${name.slice(name.lastIndexOf('.'))}`)}`,
      });
      continue;
    }
    const source = await readSource(file, findings.problems);
    if (source) sources.push(source);
  }
  for (const source of sources) await checkFrontMatter(source, findings.problems);
  checkAddresses(sources, findings.problems);
  checkTranslations(sources, findings.problems);
  await renderAhead(sources, shared);
  const [plain, mdx] = await renderers(shared);
  for (const source of sources) {
    // The pipeline's own copy: it writes into it, and it is the key under which it reports.
    const frontmatter = { ...source.data };
    collectFindings(frontmatter, findings);
    try {
      if (source.file.endsWith('.mdx')) await mdx.process(source.content, source.file, frontmatter);
      else await plain.render(source.content, { fileURL: pathToFileURL(source.file), frontmatter });
    } catch (error) {
      findings.problems.push(parseProblem(source, error));
    }
  }
  findings.problems.push(...deadParts(findings));
  return findings;
}

async function renderers(shared: RendererOptions) {
  const { processor } = markdown;
  const mdx = await processor.createMdxRenderer?.(shared, { optimize: false });
  if (!mdx) throw new Error('this version of @astrojs/markdown-remark cannot render .mdx');
  return [await processor.createRenderer(shared), mdx] as const;
}

/** A translation names its original, which is none itself; no two of a group are in one language. */
function checkTranslations(sources: readonly Source[], problems: Problem[]): void {
  const bySlug = new Map(sources.map((source) => [source.slug, source]));
  const languageOf = ({ data }: Source): string =>
    primaryOf(typeof data['lang'] === 'string' ? data['lang'] : undefined);
  const taken = new Map<string, string>();
  for (const source of sources) {
    const original = source.data['translationOf'];
    if (typeof original !== 'string') continue;
    const report = (message: string, remedy: string) =>
      problems.push({
        kind: 'bad-translation',
        file: source.file,
        ...placeOfKey(source.raw, 'translationOf'),
        message,
        remedy,
      });
    const target = bySlug.get(original);
    if (!target) {
      report(`there is no post “${original}” that this one could translate`, 'write the folder’s name of the original');
      continue;
    }
    if (target === source) {
      report('a post cannot be a translation of itself', 'write the folder’s name of the original, or leave it out');
      continue;
    }
    if (target.data['translationOf'] === source.slug) {
      report(`“${original}” says in turn that it translates this post`, 'leave translationOf out in the original');
      continue;
    }
    if (target.data['translationOf'] !== undefined) {
      report(`“${original}” is a translation itself`, `name its original: ${String(target.data['translationOf'])}`);
      continue;
    }
    const language = languageOf(source);
    const rival = language === languageOf(target) ? original : taken.get(`${original} ${language}`);
    if (rival !== undefined)
      report(`“${rival}” is in the same language (${language})`, 'write the lang of each, or leave translationOf out');
    else taken.set(`${original} ${language}`, source.slug);
  }
}

/** No two posts at one address, old addresses included; what one address is, src/site/addresses.ts says. */
function checkAddresses(sources: readonly Source[], problems: Problem[]): void {
  const book = new AddressBook<Source>();
  const taken = (address: string, source: Source, place: Partial<Place>, owner: Source | undefined): void => {
    if (owner === undefined) return;
    problems.push({
      kind: 'address-taken',
      file: source.file,
      ...place,
      message: `the address ${address} is already taken by ${owner === source ? 'this post itself' : relative(process.cwd(), owner.file)}`,
      remedy: 'rename the folder, or take the address out of redirectFrom',
    });
  };
  for (const source of sources) {
    if (/[\s?#%\\]/.test(source.slug)) {
      problems.push({
        kind: 'bad-folder-name',
        file: source.file,
        message: `the folder name “${source.slug}” makes a bad address`,
        remedy: 'name the folder with letters, digits and hyphens',
      });
    }
    const address = `/posts/${source.slug}/`;
    taken(address, source, {}, book.claimPage(address, source));
  }
  for (const source of sources) {
    const { redirectFrom } = source.data;
    if (!Array.isArray(redirectFrom)) continue;
    for (const address of redirectFrom) {
      if (typeof address !== 'string') continue;
      const place = placeOfKey(source.raw, 'redirectFrom');
      taken(address, source, place, book.claimRedirect(address, source));
      // That it begins with a slash and has no query is said of the front matter.
      if (!/^\/[^?#]*$/.test(address) || fileOf(address) !== undefined) continue;
      problems.push({
        kind: 'bad-address',
        file: source.file,
        ...place,
        message: `the address “${address}” is none that could lead to this post`,
        remedy: 'write old addresses in full, without “..”: /2016/lstm/',
      });
    }
  }
}

function parseProblem({ file }: Source, error: unknown): Problem {
  const place = z.object({ line: z.number(), column: z.number(), reason: z.string() }).safeParse(error);
  return {
    kind: 'unparsable-text',
    file,
    line: place.success ? place.data.line : undefined,
    column: place.success ? place.data.column : undefined,
    message: place.success ? place.data.reason : error instanceof Error ? error.message : String(error),
    remedy: 'correct it; in .mdx a literal “{” or “<” is written \\{ or \\<, and comments {/* … */}',
  };
}
