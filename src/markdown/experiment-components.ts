import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const experiments = (): string => resolve('src/experiments');

/** Folder names of the experiments there are. */
export function experimentNames(folder = experiments()): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The component names of the experiments there are: `vanishing-gradient` is used in posts as `<VanishingGradient />`. */
export function experimentComponents(folder = experiments()): ReadonlySet<string> {
  const inPascalCase = (name: string): string =>
    name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return new Set(experimentNames(folder).map(inPascalCase));
}
