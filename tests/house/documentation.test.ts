import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';

/** What people read of the repository: each page with its text. */
const pages = [...globSync('*.md'), ...globSync('docs/*.md')].map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}));
const readme = pages.find(({ file }) => file === 'README.md')!.text;
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** What a build or a command writes: not every checkout has it. */
const written = ['src/islands', 'src/content/imported.json'];

/** Without blocks of code, where a bracket is no link. */
const prose = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '``');

it('the README can be read at one sitting', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(151);
});

it('every command that is named exists, and the README’s table has every command', () => {
  const named = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/npm run (\w[\w:]*\w)/g)].map(([, name = '']) => ({ file, name })),
  );
  expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
  const table = readme.slice(readme.indexOf('## Commands'));
  const missing = Object.keys(scripts).filter((name) => !new RegExp(`^\\| \`npm (?:run )?${name}\\b`, 'm').test(table));
  expect(missing).toEqual([]);
});

describe.each(pages)('$file', ({ file, text }) => {
  it('leads to files and headings that exist', () => {
    const lost = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, address = '']) => address)
      .filter((address) => !/^https?:/.test(address))
      .filter((address) => {
        const [path = '', heading] = address.split('#');
        const target = path === '' ? file : join(dirname(file), path);
        if (!existsSync(target)) return true;
        return heading !== undefined && !headingsOf(readFileSync(target, 'utf8')).includes(heading);
      });
    expect(lost).toEqual([]);
  });

  it('names files of the repository that exist', () => {
    const named = [...text.matchAll(/`((?:src|tests|scripts|docs|bench|public)\/[\w./-]*\w)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(path) && !written.includes(path))).toEqual([]);
  });
});

/** As GitHub makes anchors of headings. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
