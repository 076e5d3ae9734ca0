import { existsSync, globSync, readFileSync } from 'node:fs';
import { glossary } from '../site/glossary.ts';

/**
 * Whether one of the site's own pages may have a part of this name; where it computes its names, only a build can tell.
 * @param path from the root, decoded: /about/
 */
export function mayHavePart(path: string, part: string): boolean {
  if (part === '' || part === 'top') return true;
  if (path === '/glossary/' && glossary.has(part)) return true;
  const name = path.replace(/^\/|\/$/g, '');
  const source = [`src/pages/${name}.astro`, `src/pages/${name}/index.astro`].find((file) => existsSync(file));
  if (source === undefined) return true;
  const computes = path !== '/glossary/' && /\sid=\{/.test(readFileSync(source, 'utf8'));
  return computes || [source, ...globSync('src/{layouts,components}/**/*.astro')].some((file) => hasId(file, part));
}

const hasId = (file: string, id: string): boolean => readFileSync(file, 'utf8').includes(` id="${id}"`);
