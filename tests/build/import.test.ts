import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  globSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Built, FixtureSite, post } from './fixture-site.ts';
import { htmlFaults } from './html-faults.ts';

const fixture = resolve('tests/build/fixtures/jekyll-blog');

/** `npm run import -- DIR` in a copy of the site. */
function runImport(site: FixtureSite, ...args: string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/jobs/import.mjs', ...args], {
    cwd: site.root,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: site.root, NO_COLOR: '1' },
  });
  return { code: status, output: stdout + stderr };
}

/** Name -> hash of every file under a folder. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]));
}

/** What a reader sees of a page: no code, no TeX inside formulas. */
function shownText(html: string): string {
  const tree = fromHtml(html);
  visit(tree, 'element', (node) => {
    const classes = node.properties['className'];
    const hidden = ['pre', 'code', 'script', 'style', 'head', 'annotation'].includes(node.tagName);
    if (hidden || (Array.isArray(classes) && classes.includes('katex'))) node.children = [];
  });
  return toString(tree);
}

describe('a Jekyll blog with every oddity', () => {
  let site: FixtureSite;
  let blog: string;
  let first: ReturnType<typeof runImport>;
  const builds: Record<string, Built> = {};
  const before = (path: string): string => readFileSync(join(site.root, 'src/content/posts', path), 'utf8');

  beforeAll(async () => {
    site = new FixtureSite('import', {
      'mine/index.md': post('自己的文章。', 'redirectFrom: [/prose/]\n'),
    });
    blog = join(site.root, 'jekyll-blog');
    cpSync(fixture, blog, { recursive: true });
    for (const file of globSync('**/*', { cwd: blog })) utimesSync(join(blog, file), 1_500_000_000, 1_500_000_000);
    first = runImport(site, 'jekyll-blog');
    for (const base of ['', '/repo']) builds[base] = await site.build({ base });
  });

  it('is imported by one command', () => {
    expect(first.code).toBe(0);
    expect(first.output).toContain(' written, 0 unchanged, 0 edited since and left alone, 0 failed');
  });

  it('is reported exactly, in a file', async () => {
    const report = readFileSync(join(site.root, 'import-report.txt'), 'utf8');
    await expect(report).toMatchFileSnapshot('fixtures/jekyll-blog-report.txt');
    expect(globSync('**/*.{md,markdown}', { cwd: fixture }).length).toBeGreaterThanOrEqual(26);
  });

  it('is left as it was', () => {
    expect(Object.values(contents(blog))).toEqual(Object.values(contents(fixture)));
  });

  it.each(['', '/repo'])('builds under base “%s”', (base) => {
    expect(builds[base]?.output).not.toContain('problems in the text');
    expect(builds[base]?.code).toBe(0);
  });

  it('is valid HTML', async () => {
    expect(await htmlFaults(builds['/repo']?.dist ?? '')).toEqual([]);
  });

  it('shows no mark that its author did not mean', () => {
    const pages = globSync('posts/*/index.html', { cwd: builds['']?.dist ?? '' });
    expect(pages.length).toBeGreaterThanOrEqual(25);
    for (const page of pages) {
      const html = readFileSync(join(builds['']?.dist ?? '', page), 'utf8');
      expect(shownText(html), page).not.toMatch(/\*\*|\$\$|\{\{|\{%|\{:|<center|\\begin/);
      expect(html, page).not.toContain('katex-error');
    }
  });

  it.each([
    ['/machine learning/NN1/', 'nn1'],
    ['/old/liquid.html', 'liquid'],
    ['/other old/', 'same-2'],
    ['/机器学习/反向传播-笔记/', encodeURIComponent('反向传播-笔记')],
  ])('%s still leads to its post', (address, slug) => {
    for (const base of ['', '/repo']) {
      const file = join(builds[base]?.dist ?? '', address, /\.html$/.test(address) ? '' : 'index.html');
      expect(readFileSync(file, 'utf8')).toContain(`url=${base}/posts/${slug}/`);
    }
  });

  it('does not take the address of a post that was there before', () => {
    expect(before('prose/index.md')).not.toContain('redirectFrom');
    expect(existsSync(join(site.root, 'src/content/posts/mine/index.md'))).toBe(true);
  });

  it('keeps that a post wants no comments', () => {
    expect(before('rules/index.md')).toContain('comments: false');
    expect(before('nn1/index.md')).not.toContain('comments');
  });

  it('drafts stay drafts', () => {
    for (const slug of ['idea', 'unpublished']) {
      expect(before(`${slug}/index.md`)).toContain('draft: true');
      expect(existsSync(join(builds['']?.dist ?? '', 'posts', slug))).toBe(false);
    }
  });

  it('changes nothing the second time', () => {
    const folders = ['src', 'public'].map((folder) => join(site.root, folder));
    const files = (): Record<string, string>[] => [
      ...folders.map(contents),
      { report: readFileSync(join(site.root, 'import-report.txt'), 'utf8') },
    ];
    const earlier = files();
    const again = runImport(site, 'jekyll-blog');
    expect(again.code).toBe(0);
    expect(again.output).toContain(' 0 written, ');
    expect(files()).toEqual(earlier);
  });

  it('leaves a post alone that its author has edited, and says so', () => {
    const file = join(site.root, 'src/content/posts/code/index.md');
    appendFileSync(file, '\n后来加的一句。\n');
    const { code, output } = runImport(site, 'jekyll-blog');
    expect(code).toBe(0);
    expect(output).toContain('1 edited since');
    expect(output).toContain('_posts/2016-10-10-code.md  src/content/posts/code/');
    expect(readFileSync(file, 'utf8')).toContain('后来加的一句。');
  });

  it('takes up a change of the source', () => {
    appendFileSync(join(blog, '_posts/2016-10-15-windows.md'), '\r\n旧博客里又写了一句。\r\n');
    expect(runImport(site, 'jekyll-blog').output).toContain(' 1 written, ');
    expect(before('windows/index.md')).toContain('旧博客里又写了一句。');
  });

  it('goes on when a post fails, and names it', () => {
    symlinkSync('nowhere.md', join(blog, '_posts/2018-01-01-broken.md'));
    appendFileSync(join(blog, '_posts/2016-10-16-gbk.md'), '\r\nASCII');
    const { code, output } = runImport(site, 'jekyll-blog');
    expect(code).toBe(1);
    expect(output).toContain('1 written, ');
    expect(output).toContain(' 1 failed');
    expect(output).toMatch(/Failed\n {2}_posts\/2018-01-01-broken\.md {2}ENOENT/);
    expect(before('gbk/index.md')).toContain('ASCII');
  });
});

describe('what can be imported', () => {
  let site: FixtureSite;
  beforeAll(() => {
    site = new FixtureSite('import-one', {});
  });

  it('one file, dated by its own date, and said so', () => {
    const file = join(site.root, 'notes.md');
    cpSync(join(fixture, '_posts/2016-10-11-lecture-shapes.md'), file);
    utimesSync(file, 1_500_000_000, 1_500_000_000);
    const { code, output } = runImport(site, 'notes.md');
    expect(code).toBe(0);
    expect(output).toContain('the file’s own is taken, 2017-07-14');
    expect(readFileSync(join(site.root, 'src/content/posts/notes/index.md'), 'utf8')).toContain('date: 2017-07-14');
  });

  it.each([
    [[], 'No folder is given.'],
    [['nowhere'], 'There is no “nowhere”.'],
    [['public'], 'holds no posts'],
    [['package.json'], 'is no Markdown file'],
    [['--all'], 'is not one folder'],
  ])('nothing else: %j', (args, message) => {
    const { code, output } = runImport(site, ...args);
    expect(code).toBe(2);
    expect(output).toContain(message);
    expect(output).toContain('npm run import -- DIR');
  });
});
