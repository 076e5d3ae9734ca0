import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { unified } from '@astrojs/markdown-remark';
import { basePath } from './base-path.ts';
import { collectorOf, collectFindings, type Findings } from './findings.ts';
import { hashOf } from '../store/store.ts';
import { holdFormulas, releaseFormulas, withFormulas } from './held-formulas.ts';
import { isKeeping, isKept, pipelineHash, readKept, writeKept } from './kept.ts';
import { renderedPosts } from './kept-posts.ts';
import { keepText, keptMark, keptPost, keptText, room, textRoom } from './kept-html.ts';
import { ProblemsError } from './problem.ts';

type Processor = ReturnType<typeof unified>;
type Renderer = Awaited<ReturnType<Processor['createRenderer']>>;
type Rendered = Awaited<ReturnType<Renderer['render']>>;
type Metadata = Rendered['metadata'];
export type RenderedPost = Rendered;

/**
 * The same processor, whose posts without a problem are rendered once: within a build (the checks and the pages both ask for
 * them) and, as long as neither they nor the pipeline change, from one build to the next. Only .md: what a .mdx file
 * becomes depends on the components that it imports.
 */
export function keepingProcessor(processor: Processor): Processor {
  return {
    ...processor,
    async createRenderer(shared) {
      const renderer = await processor.createRenderer(shared);
      const settings = settingsOf(shared);
      const light: Renderer = {
        ...renderer,
        async render(content, options) {
          const frontmatter = options?.frontmatter ?? {};
          holdFormulas(frontmatter);
          try {
            const rendered = await renderer.render(content, { ...options, frontmatter });
            return { ...rendered, code: withFormulas(rendered.code, frontmatter) };
          } finally {
            releaseFormulas(frontmatter);
          }
        },
      };
      return {
        ...light,
        render: (content, options) =>
          isKeeping() && options?.fileURL
            ? renderKept(light, settings, content, options)
            : light.render(content, options),
      };
    },
  };
}

type Options = Parameters<Processor['createRenderer']>[0];

const settingsOf = (shared: Options): string => JSON.stringify(shared);

/** The name under which a post is kept: of everything that its text is made from, but for other files. */
export const keptName = (shared: Options, content: string, file: URL, frontmatter: object): string =>
  nameOf(settingsOf(shared), content, file.href, frontmatter);

const nameOf = (settings: string, content: string, where: string, frontmatter: object): string =>
  hashOf(pipelineHash(), settings, basePath(), where, JSON.stringify(frontmatter), content);

async function renderKept(
  renderer: Renderer,
  settings: string,
  content: string,
  options: NonNullable<Parameters<Renderer['render']>[1]>,
): Promise<Rendered> {
  const frontmatter = options.frontmatter ?? {};
  const where = String(options.fileURL);
  const file = fileURLToPath(where);
  const name = nameOf(settings, content, where, frontmatter);
  const collector = collectorOf(frontmatter);
  const kept = keptPost.safeParse(readKept(room, name));
  if (kept.success && Object.entries(kept.data.files).every(([file, hash]) => stampOf(file) === hash)) {
    const { text, links, parts, metadata } = kept.data;
    const code = codeFor(metadata as unknown as Metadata, text);
    if (code !== undefined) {
      collector?.links.push(...links);
      if (parts) collector?.parts?.set(file, parts);
      return handedOn(file, { code, metadata: metadata as unknown as Metadata });
    }
  }
  const findings: Findings = { problems: [], links: [], files: [], parts: new Map() };
  collectFindings(frontmatter, findings);
  const rendered = await renderer.render(content, options);
  collector?.problems.push(...findings.problems);
  collector?.links.push(...findings.links);
  const parts = findings.parts?.get(file);
  if (parts) collector?.parts?.set(file, parts);
  if (findings.problems.length > 0) {
    if (!collector) throw new ProblemsError(findings.problems);
    return rendered;
  }
  const files = Object.fromEntries(findings.files.map((file) => [file, stampOf(file)]));
  const { code, metadata } = rendered;
  const text = keepText(code);
  writeKept(room, name, { text, metadata, links: findings.links, parts, files });
  return handedOn(file, { code: codeFor(metadata, text, code) ?? code, metadata });
}

/** To the loader of the posts (posts-loader.ts), unless Astro has to put pictures in. */
function handedOn(file: string, rendered: Rendered): Rendered {
  if (!hasPictures(rendered.metadata)) renderedPosts().set(file, rendered);
  return rendered;
}

const hasPictures = ({ localImagePaths, remoteImagePaths }: Metadata): boolean =>
  localImagePaths.length + remoteImagePaths.length > 0;

/**
 * A mark in place of a kept post's HTML: with a thousand posts the bundler would otherwise carry 200 MB of it through every
 * step, of which it reads nothing. A post with pictures goes through whole: their addresses are put in on the way.
 */
function codeFor(metadata: Metadata, text: string, code?: string): string | undefined {
  if (hasPictures(metadata)) return code ?? keptText(text);
  return code !== undefined || isKept(textRoom, text) ? keptMark(text) : undefined;
}

function stampOf(file: string): string {
  return existsSync(file) ? hashOf(readFileSync(file)) : 'missing';
}
