import type { Note } from './note.ts';
import type { FormulaCount } from './steps/job.ts';

/** What happened to one file of the blog. */
export interface PostReport {
  /** Path in the blog. */
  file: string;
  slug: string | undefined;
  outcome: 'written' | 'unchanged' | 'edited' | 'failed';
  /** Why it failed. */
  fault: string | undefined;
  notes: Note[];
}

export interface PictureCount {
  found: number;
  missing: number;
  remote: number;
  /** Files, each counted once. */
  copied: number;
}

export interface ImportReport {
  blog: string;
  posts: PostReport[];
  formulas: FormulaCount;
  pictures: PictureCount;
  /** Other files that links lead to. */
  files: number;
  redirects: number;
  /** What the count of words, code, pictures, links and footnotes misses: words, and posts in which there is something to look at. */
  /** Places in texts that look like a formula and were not read as one. */
  unread: number;
  lost: { words: number; posts: number };
  /** About the blog as a whole. */
  notes: string[];
}

/** Whether everything is still there, which is said only if it was counted and holds. */
function conserved({ posts, lost }: ImportReport): string {
  const counted = posts.filter(({ outcome }) => outcome !== 'failed').length;
  return lost.posts === 0
    ? `conserved      words, code blocks, pictures, links and footnotes of ${counted} posts: nothing lost`
    : `conserved      ${counted - lost.posts} of ${counted} posts; ${lost.posts} have something that is not on their page (see below)`;
}

/** What happens to every post of every blog. */
const everywhere = [
  '  $$…$$ in a sentence is written $…$; by itself, $$ on lines of their own',
  '  {{ site.url }} and {{ site.baseurl }} in addresses, {% post_url %} and {% raw %} are written out',
  '  links between posts and pictures have their new addresses; <!-- more --> stands on a line of its own',
  '  kramdown’s line ends (two back-slashes), fences (~~~) and signs that would be read otherwise (<, $) are ours',
];

/**
 * The report as text. The file's report says what the posts are, not what this run did, so that a second run writes the
 * same bytes; the terminal's begins with what was done.
 */
export function reportText(report: ImportReport, { terminal }: { terminal: boolean }): string {
  const { posts, formulas, pictures } = report;
  const count = (outcome: PostReport['outcome']): number => posts.filter((post) => post.outcome === outcome).length;
  const done = terminal
    ? `${count('written')} written, ${count('unchanged')} unchanged`
    : `${count('written') + count('unchanged')} imported`;
  const looks = posts.flatMap((post) =>
    post.notes.filter(({ kind }) => kind === 'look').map((note) => ({ ...note, file: post.file })),
  );
  const changes = posts.reduce((sum, post) => sum + post.notes.filter(({ kind }) => kind === 'changed').length, 0);
  const lines = [
    `Import of ${report.blog}`,
    '',
    `posts          ${posts.length} found, ${done}, ${count('edited')} edited since and left alone, ${count('failed')} failed`,
    `formulas       ${formulas.found} found, ${formulas.rendered} rendered (${formulas.translated} of them translated), ${formulas.failed} left as code${report.unread === 0 ? '' : `; ${report.unread} places more look like one and are text (see below)`}`,
    `pictures       ${pictures.found + pictures.missing + pictures.remote} found in posts: ${pictures.found} are there (${pictures.copied} files), ${pictures.missing} missing, ${pictures.remote} on other hosts`,
    ...(report.files > 0 ? [`other files    ${report.files} copied into public/`] : []),
    `old addresses  ${report.redirects} lead to the new ones`,
    conserved(report),
    `notes          ${looks.length} to look at, ${changes} on what was written in another way`,
  ];
  const section = (title: string, rows: readonly string[]): void => {
    if (rows.length > 0) lines.push('', title, ...rows);
  };
  section(
    'The blog',
    report.notes.map((note) => `  ${note}`),
  );
  section(
    'Failed',
    posts.filter(({ outcome }) => outcome === 'failed').map(({ file, fault }) => `  ${file}  ${fault ?? ''}`),
  );
  section(
    'Edited since the last import, and left alone',
    posts
      .filter(({ outcome }) => outcome === 'edited')
      .map(({ file, slug }) => `  ${file}  src/content/posts/${slug}/`),
  );
  const place = (file: string, line: number | undefined): string => (line === undefined ? file : `${file}:${line}`);
  const shown = terminal ? looks.slice(0, 40) : looks;
  section(
    'To look at',
    shown.map(({ file, line, message }) => `  ${place(file, line)}  ${message}`),
  );
  if (shown.length < looks.length) lines.push(`  … and ${looks.length - shown.length} more`);
  if (!terminal) {
    section('In every post, and not listed', everywhere);
    section(
      'Written in another way',
      posts.flatMap(({ file, notes }) =>
        notes.filter(({ kind }) => kind === 'changed').map(({ line, message }) => `  ${place(file, line)}  ${message}`),
      ),
    );
    section(
      'Posts',
      posts
        .filter(({ slug }) => slug !== undefined)
        .map(
          ({ file, slug, outcome }) => `  ${file} -> ${outcome === 'failed' ? 'failed' : `src/content/posts/${slug}/`}`,
        ),
    );
  }
  // Nothing that stands for something else gets out.
  return `${lines.join('\n').replace(/[\uE000-\uF8FF\uFDD0-\uFDEF]/g, '…')}\n`;
}
