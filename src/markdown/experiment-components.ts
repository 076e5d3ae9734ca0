import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** The component names of the experiments there are: `vanishing-gradient` is used in posts as `<VanishingGradient />`. */
export function experimentComponents(folder = resolve('src/experiments')): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Set(names.map(({ name }) => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())));
}
