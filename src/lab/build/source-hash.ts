import { existsSync, readFileSync } from 'node:fs';
import { hashOf } from '../../store/store.ts';
import { sourceGraph } from './source-graph.ts';

/** Of the code that begins in these files: theirs, that of all they import, and the packages' versions. */
export function sourceHash(entries: readonly string[]): string {
  const { files, packages } = sourceGraph(entries);
  return hashOf(...files.flatMap((file) => [file, readFileSync(file)]), ...packages.map(versionOf));
}

/** A package with its version, by something that is imported of it. */
export function versionOf(specifier: string): string {
  const [scope = '', rest = ''] = specifier.split('/');
  const file = `node_modules/${scope.startsWith('@') ? `${scope}/${rest}` : scope}/package.json`;
  if (!existsSync(file)) return specifier;
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return `${specifier}@${version}`;
}
