import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readBlog } from './blog.ts';
import { importBlog } from './import-blog.ts';
import { reportFile } from './journey/journey.ts';
import { reportText } from './report.ts';

const usage =
  'Say which blog: npm run import -- DIR, where DIR is a Jekyll blog’s folder, a folder with Markdown posts, or one Markdown file.';

/**
 * `npm run import -- DIR`.
 * @returns the exit code: 0 when every post was written, 1 when some failed, 2 when DIR is none
 */
export async function runImport(args: readonly string[]): Promise<number> {
  const [given, ...others] = args;
  const wrong = (message: string): number => {
    console.error(`${message}\n${usage}`);
    return 2;
  };
  if (given === undefined) return wrong('No folder is given.');
  if (given === '--help' || given === '-h') {
    console.log(usage);
    return 0;
  }
  if (given.startsWith('-') || others.length > 0) return wrong(`“${[given, ...others].join(' ')}” is not one folder.`);
  // npm changes into the project's folder; the author typed the path where they were.
  const place = [process.env['INIT_CWD'], process.cwd()]
    .filter((folder) => folder !== undefined)
    .map((folder) => resolve(folder, given))
    .find(existsSync);
  if (place === undefined) return wrong(`There is no “${given}”.`);
  if (statSync(place).isFile() && !/\.(md|markdown|mkd|mkdn|mkdown|mdown)$/i.test(place))
    return wrong(`“${given}” is no Markdown file.`);
  if (readBlog(place).posts.length === 0) return wrong(`“${given}” holds no posts (_posts/*.md).`);
  const report = await importBlog(place);
  console.log(reportText(report, { terminal: true }));
  console.log(`The whole report, with everything that was changed, is in ${reportFile}.`);
  return report.posts.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}
