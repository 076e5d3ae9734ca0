import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(process.cwd(), 'src/experiments');

/** The component names of the experiments there are: `vanishing-gradient` is used in posts as `<VanishingGradient />`. */
export function experimentComponents(): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Set(names.map(({ name }) => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())));
}
