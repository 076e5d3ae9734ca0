import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { noSuchDay } from '../markdown/calendar-day.ts';
import { slugFromTitle } from './title-slug.ts';

/** What `npm run new` was asked for. */
export interface NewPost {
  title: string;
  /** `2026-11-23` */
  date: string;
  /** Folder name of the experiment to put in; undefined for a post without one. */
  experiment: string | undefined;
}

/** Titles that a reader would take for the same. */
const plainTitle = (title: string): string => title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The post that has this title already, if there is one. */
function postTitled(title: string): string | undefined {
  return globSync('src/content/posts/*/index.{md,mdx}')
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .find((file) => {
      try {
        const { title: other } = parseFrontmatter(readFileSync(file, 'utf8')).frontmatter;
        return typeof other === 'string' && plainTitle(other) === plainTitle(title);
      } catch {
        // npm run check says what is wrong with it.
        return false;
      }
    });
}

/** The text of a new post: a draft until its author takes that line out. */
export function newPostText({ title, date, experiment }: NewPost): string {
  // JSON’s quotes are YAML’s too.
  const quoted =
    /^[\p{L}\p{N}][\p{L}\p{N} ，。、？！（）《》“”·-]*$/u.test(title) &&
    !/^(true|false|null|yes|no|on|off|[\d. -]+)$/i.test(title)
      ? title
      : JSON.stringify(title);
  const head = [
    '---',
    `title: ${quoted}`,
    `date: ${date}`,
    'description: 一句话说这篇讲什么',
    'tags: []',
    'draft: true',
    '---',
  ];
  const start = '开头一段，列表里看得到。';
  if (experiment === undefined) {
    return [
      ...head,
      '',
      start,
      '',
      '<!-- more -->',
      '',
      '## 第一节',
      '',
      '行内公式 $\\sigma^i$，独立公式：',
      '',
      '$$',
      '\\sigma^{i-1}=\\sigma^i\\cdot J^i',
      '$$',
      '',
    ].join('\n');
  }
  const component = experiment.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    ...head,
    '',
    start,
    '',
    '<More />',
    '',
    '## 先猜一猜',
    '',
    '实验之前先问读者一句。',
    '',
    `<${component} />`,
    '',
  ].join('\n');
}

const usage =
  'npm run new -- "标题" [--experiment NAME] [--slug folder-name] [--date 2026-11-23], or npm run new -- --lab NAME for an experiment';

/**
 * `npm run new -- "标题"`: writes a post to start from. Never overwrites one.
 * @returns the exit code: 0, or 2 if what was asked for is not possible
 */
export function runNew(args: readonly string[]): number {
  const experiments = existsSync('src/experiments')
    ? readdirSync('src/experiments', { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];
  const wrong = (message: string): number => {
    console.error(`${message}\n${usage}`);
    return 2;
  };
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  // The author's own day, not Greenwich's.
  let date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  let [title, slug, experiment]: (string | undefined)[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]!;
    const value = (): string | undefined => (args[i + 1]?.startsWith('--') === false ? args[(i += 1)] : undefined);
    if (arg === '--experiment') {
      const next = args[i + 1];
      experiment = next !== undefined && (experiments.includes(next) || title !== undefined) ? value() : experiments[0];
      experiment ??= experiments[0];
      if (experiment === undefined || !experiments.includes(experiment))
        return wrong(`There is no experiment “${experiment ?? ''}”; there are: ${experiments.join(', ')}.`);
    } else if (arg === '--slug') {
      slug = value();
      if (slug === undefined || /[\s?#%\\/]/.test(slug))
        return wrong('--slug takes a folder name: letters, digits and hyphens.');
    } else if (arg === '--date') {
      date = value() ?? '';
      if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || noSuchDay(date) !== undefined)
        return wrong('--date takes a day: 2026-11-23.');
    } else if (arg.startsWith('--')) return wrong(`There is no option ${arg}.`);
    else if (title === undefined) title = arg;
    else return wrong(`Put the title in quotes: "${title} ${arg}".`);
  }
  if (title === undefined || title.trim() === '') return wrong('The title is missing.');
  const taken = postTitled(title);
  if (taken !== undefined)
    return wrong(`${taken} has the title “${title.trim()}” already; go on there, or choose another title.`);
  const base = slug ?? slugFromTitle(title) ?? date;
  let folder = `src/content/posts/${base}`;
  if (slug !== undefined && existsSync(folder)) return wrong(`${folder}/ is there already; nothing is overwritten.`);
  for (let n = 2; existsSync(folder); n += 1) folder = `src/content/posts/${base}-${n}`;
  const file = `${folder}/index.${experiment === undefined ? 'md' : 'mdx'}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, newPostText({ title: title.trim(), date, experiment }), { flag: 'wx' });
  console.log(file);
  console.log(
    `It is a draft: npm run dev shows it at /posts/${folder.split('/').at(-1)}/, and taking out “draft: true” publishes it.`,
  );
  return 0;
}
