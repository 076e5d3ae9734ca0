import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { importBlog } from '../../src/import/import-blog.ts';
import { reportText, type ImportReport } from '../../src/import/report.ts';

/** What became of a blog of one post. */
interface Imported {
  report: ImportReport;
  /** The report as it is written. */
  text: string;
  /** The first post's text. */
  post: string;
}

/** A site of its own for every test of a block, and a blog beside it that is imported: files by their paths. */
export function siteForImports(): {
  imported: (files: Record<string, string | Uint8Array>) => Promise<Imported>;
  removeBlog: () => void;
} {
  let home: string;
  let before: string;
  beforeEach(() => {
    before = process.cwd();
    home = mkdtempSync(join(tmpdir(), 'import-kinds-'));
    mkdirSync(join(home, 'site/src/content/posts'), { recursive: true });
    process.chdir(join(home, 'site'));
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(home, { recursive: true });
  });
  return {
    removeBlog: () => {
      rmSync(join(home, 'blog'), { recursive: true });
    },
    imported: async (files) => {
      for (const [path, content] of Object.entries(files)) {
        const file = join(home, 'blog', path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
      const report = await importBlog(join(home, 'blog'));
      const slug = report.posts[0]?.slug;
      const post =
        slug === undefined
          ? ''
          : readFileSync(`src/content/posts/${slug}/index.md`, 'utf8').split('---\n').slice(2).join('---\n').trim();
      return { report, text: reportText(report, { terminal: false }), post };
    },
  };
}
