import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** What a module that a plugin makes is made from: files, and folders whole. */
const madeFrom: readonly { readonly prefix: string; readonly sources: readonly string[] }[] = [
  { prefix: 'virtual:tfjs-ops/', sources: ['src/lab/worker/stock-ops.mjs', 'scripts/serve/tfjs-plugin.mjs'] },
  { prefix: 'virtual:lab-kernels', sources: ['src/lab/science/kernels/assembly', 'scripts/serve/assembly-plugin.mjs'] },
];

/**
 * Every file that the given ones import, directly or not, themselves included, and the packages that they ask for.
 * @param entries paths from the repository's root, with forward slashes
 * @throws if a relative import leads to no file
 */
export function sourceGraph(entries: readonly string[]): { files: string[]; packages: string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const specifier of specifiersOf(readFileSync(file, 'utf8'))) {
      const made = madeFrom.find(({ prefix }) => specifier.startsWith(prefix));
      if (made) for (const source of made.sources.flatMap(filesOf)) files.add(source);
      else if (specifier.startsWith('.')) visit(resolve(file, specifier));
      else packages.add(specifier);
    }
  };
  for (const entry of entries) visit(entry);
  return { files: [...files].sort(), packages: [...packages].sort() };
}

/**
 * What a module imports and loads as it runs; types, which are gone by then, do not count. A pattern does: our sources are
 * all laid out by Prettier, and source-graph.test.ts compares it with TypeScript's own reading of every file.
 */
export function specifiersOf(text: string): string[] {
  const pattern =
    /(?:^|\n)(?:import|export)\s+(?!type\b)(?:[\w*\s{},$]+\sfrom\s+)?'([^']+)'|(?<!typeof )\bimport\(\s*'([^']+)'\s*\)|new URL\(\s*'(\.[^']+)',\s*import\.meta\.url/g;
  return [...text.matchAll(pattern)].map(([, named, dynamic, url]) => named ?? dynamic ?? url ?? '');
}

function resolve(from: string, specifier: string): string {
  const file = posix.join(posix.dirname(from), specifier);
  if (!existsSync(file)) throw new Error(`${from} imports ${specifier}, which does not exist.`);
  return file;
}

function filesOf(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => posix.join(path, name));
}
