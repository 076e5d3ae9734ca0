import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { withKeptHtml } from './kept-html.ts';

/** Puts the posts' texts into the pages that a build wrote; before any integration that reads them. */
export function keptPages(): AstroIntegration {
  return {
    name: 'kept-pages',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const name of await readdir(folder, { recursive: true })) {
          if (!name.endsWith('.html')) continue;
          const file = join(folder, name);
          const html = await readFile(file, 'utf8');
          if (html.includes('<!--kept:')) await writeFile(file, withKeptHtml(html));
        }
      },
    },
  };
}
