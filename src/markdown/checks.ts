import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { PageBudgets } from '../site/page-budgets.ts';
import { setBasePath } from './base-path.ts';
import { builtPages } from './built-pages.ts';
import { checkPosts, type RendererOptions } from './check-posts.ts';
import { checkSite } from './check-site.ts';
import { contentFolder } from './content-folder.ts';
import type { WrittenLink } from './file-data.ts';
import { keepIn } from './kept.ts';
import { heavyPages } from './page-weight.ts';
import { ProblemsError } from './problem.ts';

/**
 * Makes a build fail, with every place that needs repair, before Astro starts (front matter, formulas, pictures,
 * prose) and after it ends (links and weights, in the files as they will be served). Last in the list of integrations, so that
 * the files of the others are there. In dev a bad post throws by itself when it is looked at.
 */
export function checks(budgets: Partial<PageBudgets> = {}): AstroIntegration {
  let written: WrittenLink[] = [];
  let site = { origin: 'http://localhost', base: '/' };
  return {
    name: 'checks',
    hooks: {
      'astro:config:setup': async ({ command, config }) => {
        setBasePath(config.base);
        if (command !== 'build') return;
        keepIn(fileURLToPath(new URL('kept/', config.cacheDir)));
        const { gfm, smartypants, syntaxHighlight, shikiConfig } = config.markdown;
        // As Astro's own plugin hands them over; only how it types a missing option differs.
        const shared = { image: config.image, syntaxHighlight, shikiConfig, gfm, smartypants } as RendererOptions;
        const { problems, links } = await checkPosts(contentFolder(), shared);
        if (problems.length > 0) throw new ProblemsError(problems);
        written = links;
      },
      'astro:config:done': ({ config }) => {
        setBasePath(config.base);
        site = {
          origin: new URL(config.site ?? 'http://localhost').origin,
          base: `/${config.base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/'),
        };
      },
      'astro:build:start': () => {
        // A process that waits for what nothing will settle ends quietly, with half a site and as if all were done.
        process.exitCode = 1;
      },
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        const problems = [
          ...checkSite({ folder, ...site }, written),
          ...heavyPages(builtPages(folder), folder, site.base, budgets),
        ];
        if (problems.length > 0) throw new ProblemsError(problems);
        process.exitCode = 0;
      },
    },
  };
}
