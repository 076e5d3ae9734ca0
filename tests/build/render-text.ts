import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { collectFindings, type Findings } from '../../src/markdown/findings.ts';
import { markdown } from '../../src/markdown/index.ts';

/** A post's text through the pipeline alone: HTML, what it adds to the front matter, and what it found. */
export async function renderText(text: string, slug = 'a') {
  const frontmatter: Record<string, unknown> = {};
  const findings: Findings = { problems: [], links: [], files: [] };
  collectFindings(frontmatter, findings);
  const renderer = await markdown.processor.createRenderer({
    syntaxHighlight: 'shiki',
    shikiConfig: markdown.shikiConfig,
  });
  const fileURL = pathToFileURL(join(process.cwd(), 'src/content/posts', slug, 'index.md'));
  const { code, metadata } = await renderer.render(text, { fileURL, frontmatter });
  return { html: code, headings: metadata.headings, frontmatter, ...findings };
}
