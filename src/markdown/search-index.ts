import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { finishPages } from './built-pages.ts';

/** Finishes the pages that a build wrote and makes the search index, `pagefind/`, of the posts; every way of building goes through here. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        try {
          const count = await writeSearchIndex(fileURLToPath(dir));
          logger.info(`${count} posts are in the search index`);
        } finally {
          await close();
        }
      },
    },
  };
}

/** @returns how many pages of the built site are in the index */
async function writeSearchIndex(folder: string): Promise<number> {
  const index = await newIndex();
  // Pagefind works in a process of its own: it takes one page in while the next is prepared here.
  const taken: Promise<{ errors: string[] }>[] = [];
  await finishPages(folder, (name, search) => {
    if (search === undefined) return;
    // Without the site's base: pagefind.js knows where it was loaded from and adds it.
    const url = `/${encodeURI(name.replaceAll('\\', '/').replace(/(^|\/)index\.html$/u, '$1'))}`;
    taken.push(index.addHTMLFile({ url, content: search }));
  });
  for (const { errors } of await Promise.all(taken)) fail(errors);
  const { files, errors } = await index.getFiles();
  fail(errors);
  const target = join(folder, 'pagefind');
  await rm(target, { recursive: true, force: true });
  for (const { path, content } of files) {
    if (isInterface(path)) continue;
    const file = join(target, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return taken.length;
}

async function newIndex(): Promise<PagefindIndex> {
  // One index whatever a post's language is: the search page looks in one, and must find English posts too.
  const { index, errors } = await createIndex({ forceLanguage: 'zh-cn' });
  fail(errors);
  if (!index) throw new Error('Pagefind made no index and did not say why.');
  return index;
}

/** Pagefind's own search interfaces, 400 kB: ours is in components/search. */
const isInterface = (path: string): boolean => /^pagefind-(?!worker)[^/]*\.(?:js|css)$/u.test(path);

function fail(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`The search index could not be made: ${errors.join('; ')}`);
}
