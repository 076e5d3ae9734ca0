import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changedSince, kindOf } from '../../scripts/deploy/what-changed.mjs';
import { isScheduled } from '../../src/site/posts.ts';

const step = z.object({
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(
    z.string(),
    z.object({ permissions: permissions.optional(), 'timeout-minutes': z.number(), steps: z.array(step) }),
  ),
});

const manifest = z
  .object({ overrides: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const read = (name: string) => workflow.parse(parse(readFileSync(`.github/workflows/${name}.yml`, 'utf8')));

/** The commits that several independent public workflows agree on. */
const pins = [
  'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8',
  'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444',
  'actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b',
  'actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b',
  'actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e',
];

describe.each(['test', 'deploy'])('%s.yml', (name) => {
  const { jobs, permissions: all } = read(name);
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  it('uses GitHub’s own actions at known commits', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(1);
    expect(used.filter((action) => !pins.includes(action))).toEqual([]);
  });
  it('tests everything unless only posts have changed, and checks and builds them in any case', () => {
    const commands = steps.filter(({ run }) => run?.startsWith('npm '));
    expect(commands.map(({ run }) => run)).toEqual(['npm test', 'npm run check', 'npm run build']);
    const [test, ...posts] = commands;
    // Whatever else is said than “posts”, nothing included, is code.
    expect(test?.if).toMatch(/^steps\.changed\.outputs\.what != 'posts'(?: \|\| |$)/);
    expect(posts.map((one) => one.if)).toEqual([undefined, undefined]);
    const decides = steps.findIndex(({ id }) => id === 'changed');
    expect(steps[decides]?.run).toContain('scripts/deploy/what-changed.mjs');
    expect(decides).toBeLessThan(steps.indexOf(test!));
  });
  it('may read the repository and nothing else, unless a job says so', () => {
    expect(all).toEqual({ contents: 'read' });
  });
});

it('pull requests are tested and never deployed', () => {
  expect(Object.keys(read('test').on)).toEqual(['pull_request']);
  expect(Object.keys(read('deploy').on).sort()).toEqual(['push', 'schedule', 'workflow_dispatch']);
});

it('Pages is asked before anything is installed', () => {
  expect(read('deploy').jobs['build']?.steps[0]?.uses).toContain('actions/configure-pages@');
});

it('a post appears on its day: there is a build after every midnight in China', () => {
  const [{ cron } = { cron: '' }] = z.array(z.object({ cron: z.string() })).parse(read('deploy').on['schedule']);
  const [minute, hour, ...days] = cron.split(' ');
  expect(days).toEqual(['*', '*', '*']);
  const now = new Date(Date.UTC(2026, 10, 23, Number(hour), Number(minute)));
  const isShown = (date: string): boolean => !isScheduled({ date: new Date(date) }, now);
  expect([isShown('2026-11-24'), isShown('2026-11-25')]).toEqual([true, false]);
  expect(isScheduled({ date: new Date('2026-11-24') }, new Date(now.valueOf() - 3_600_000))).toBe(true);
});

describe('what has changed', () => {
  it.each<['posts' | 'code', string[]]>([
    ['posts', []],
    ['posts', ['src/content/posts/ti/index.mdx', 'src/content/posts/题/图.png', 'public/images/a.jpg']],
    ['posts', ['src/content/references.bib']],
    ['code', ['src/content/posts/ti/index.mdx', 'src/site/glossary.ts']],
    ['code', ['src/content/posts/ti/figures/Net.astro']],
    ['code', ['public/script.js']],
    ['code', ['package-lock.json']],
    ['code', ['README.md']],
  ])('is %s: %j', (kind, files) => {
    expect(kindOf(files)).toBe(kind);
  });
  it('is code where nobody can tell', () => {
    for (const base of [undefined, '', 'null', '0'.repeat(40), 'main; rm -rf .'])
      expect(changedSince(base)).toBe('code');
  });
  it('is found in the repository’s history, whatever a file is called', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'changed-'));
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd, encoding: 'utf8' }).trim();
    const commit = (file: string): string => {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), file);
      git('add', '.');
      git('commit', '-qm', file);
      return git('rev-parse', 'HEAD');
    };
    git('init', '-q');
    const code = commit('src/a.ts');
    const posts = commit('src/content/posts/题/index.md');
    expect([changedSince(code, cwd), changedSince(posts, cwd)]).toEqual(['posts', 'posts']);
    commit('src/b.ts');
    expect(changedSince(code, cwd)).toBe('code');
    // Code may not hide by moving to where posts are.
    const last = git('rev-parse', 'HEAD');
    git('mv', 'src/b.ts', 'src/content/posts/题/b.md');
    git('commit', '-qm', 'moved');
    expect(changedSince(last, cwd)).toBe('code');
  });
});

it('the site’s address comes from Pages', () => {
  const build = read('deploy').jobs['build']?.steps.find(({ run }) => run === 'npm run build');
  expect(build?.env).toEqual({
    SITE_URL: '${{ steps.pages.outputs.origin }}',
    BASE_PATH: '${{ steps.pages.outputs.base_path }}',
  });
});

it('new versions of packages and actions are offered together, after a fortnight', () => {
  // Strict: GitHub ignores a file with a field that it does not know.
  const update = z.strictObject({
    'package-ecosystem': z.enum(['npm', 'github-actions']),
    directory: z.literal('/'),
    schedule: z.strictObject({ interval: z.enum(['weekly', 'monthly']) }),
    cooldown: z.strictObject({ 'default-days': z.int().min(14), 'semver-major-days': z.int().min(14).optional() }),
    groups: z.record(
      z.string(),
      z.strictObject({
        'dependency-type': z.enum(['production', 'development']).optional(),
        'update-types': z.array(z.enum(['major', 'minor', 'patch'])).optional(),
        patterns: z.array(z.string()).optional(),
      }),
    ),
    ignore: z.array(z.strictObject({ 'dependency-name': z.enum(Object.keys(manifest.overrides)) })).optional(),
  });
  const { updates } = z
    .strictObject({ version: z.literal(2), updates: z.array(update) })
    .parse(parse(readFileSync('.github/dependabot.yml', 'utf8')));
  expect(updates.map((one) => one['package-ecosystem']).sort()).toEqual(['github-actions', 'npm']);
  for (const { groups } of updates) expect(Object.keys(groups).length).toBeGreaterThan(0);
});
