import { rehypeHeadingIds, unified } from '@astrojs/markdown-remark';
import rehypeKatex from 'rehype-katex';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyGfmStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkMath from 'remark-math';
import { rehypeFindings } from './findings.ts';
import { katexOptions } from './katex-options.ts';
import { rehypeHeldFormulas } from './held-formulas.ts';
import { keepingProcessor } from './kept-renderer.ts';
import { rehypeCode } from './rehype-code.ts';
import { rehypeExcerpt } from './rehype-excerpt.ts';
import { rehypeFigures } from './rehype-figures.ts';
import { rehypeFootnotes } from './rehype-footnotes.ts';
import { rehypeFormulas } from './rehype-formulas.ts';
import { rehypeHeadingAnchors } from './rehype-heading-anchors.ts';
import { rehypeLinks } from './rehype-links.ts';
import { rehypeParts } from './rehype-parts.ts';
import { rehypeRawHtml } from './rehype-raw-html.ts';
import { rehypeTables } from './rehype-tables.ts';
import { remarkCitations } from './remark-citations.ts';
import { remarkComponents } from './remark-components.ts';
import { remarkDiagrams } from './remark-diagrams.ts';
import { remarkDisplayMath } from './remark-display-math.ts';
import { remarkDollarLint } from './remark-dollar-lint.ts';
import { remarkEquationReferences } from './remark-equation-references.ts';
import { remarkExperimentWords } from './remark-experiment-words.ts';
import { remarkExperiments } from './remark-experiments.ts';
import { remarkFenceLint } from './remark-fence-lint.ts';
import { remarkFootnoteLint } from './remark-footnote-lint.ts';
import { remarkFormulaSpaces } from './remark-formula-spaces.ts';
import { remarkFormulas } from './remark-formulas.ts';
import { remarkFrontMatter } from './remark-front-matter.ts';
import { remarkPictureLint } from './remark-picture-lint.ts';
import { remarkProseLint } from './remark-prose-lint.ts';
import { remarkReadingTime } from './remark-reading-time.ts';
import { remarkSummaryFormulas } from './remark-summary-formulas.ts';
import { remarkTerms } from './remark-terms.ts';
import { remarkWrittenLinks } from './remark-written-links.ts';

/** The text pipeline, for astro.config.mjs: every post, .md and .mdx, goes through it, in this order. */
export const markdown = {
  processor: keepingProcessor(
    unified({
      // Straight quotes have no left and right beside Han; authors type “” themselves.
      smartypants: false,
      remarkPlugins: [
        remarkMath,
        remarkCjkFriendly,
        remarkCjkFriendlyGfmStrikethrough,
        remarkFrontMatter,
        remarkDisplayMath,
        remarkSummaryFormulas,
        remarkFenceLint,
        remarkDiagrams,
        remarkReadingTime,
        remarkExperiments,
        remarkComponents,
        remarkExperimentWords,
        remarkProseLint,
        remarkDollarLint,
        remarkFootnoteLint,
        remarkPictureLint,
        remarkTerms,
        remarkWrittenLinks,
        remarkFormulas,
        remarkEquationReferences,
        remarkFormulaSpaces,
        remarkCitations,
      ],
      remarkRehype: {
        // Words for them come later (rehypeFootnotes): a post's language is not known here.
        footnoteBackLabel: (reference: number, again: number) => `${reference + 1} ${again}`,
      },
      rehypePlugins: [
        rehypeRawHtml,
        rehypeHeldFormulas,
        [rehypeKatex, katexOptions],
        rehypeFormulas,
        rehypeFigures,
        rehypeTables,
        rehypeFootnotes,
        rehypeLinks,
        rehypeCode,
        rehypeHeadingIds,
        rehypeHeadingAnchors,
        rehypeParts,
        rehypeExcerpt,
        rehypeFindings,
      ],
    }),
  ),
  shikiConfig: {
    // Both palettes as custom properties; prose-tools.css picks by colour scheme.
    themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } as const,
    defaultColor: false as const,
  },
};
