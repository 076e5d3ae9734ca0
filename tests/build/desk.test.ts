import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FixtureSite, post } from './fixture-site.ts';

let site: FixtureSite;
const run = (job: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/jobs/${job}.mjs`, ...args], {
    cwd: site.root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, output: stdout + stderr };
};
const file = (path: string): string => join(site.root, 'src/content/posts', path);

beforeAll(() => {
  site = new FixtureSite('desk', {
    'good/index.md': post('好的 post，见[自己](/posts/good/)。'),
    'later/index.md': '---\ntitle: 以后\ndate: 2099-01-01\n---\n\n还没到。\n',
  });
});

describe('npm run new', () => {
  it('writes a draft that the build takes, and never overwrites one', async () => {
    const first = run('new', '新的 Post');
    expect(first).toMatchObject({ code: 0 });
    expect(readFileSync(file('post/index.md'), 'utf8')).toContain('draft: true');
    expect(run('new', '另一篇 Post').output).toContain('src/content/posts/post-2/index.md');
    expect(run('new', '有实验', '--date', '2026-01-02', '--experiment').output).toContain(
      'src/content/posts/2026-01-02/index.mdx',
    );
    expect(run('new', '题', '--slug', 'post')).toMatchObject({ code: 2 });
    const built = await site.build();
    expect(built.code).toBe(0);
    expect(existsSync(join(built.dist, 'posts/good/index.html'))).toBe(true);
    // Neither drafts nor posts whose day has not come.
    for (const hidden of ['post', 'post-2', '2026-01-02', 'later'])
      expect(existsSync(join(built.dist, 'posts', hidden))).toBe(false);
    expect(readFileSync(join(built.dist, 'rss.xml'), 'utf8')).not.toContain('以后');
  });
  it('says what is allowed', () => {
    expect(run('new')).toMatchObject({ code: 2 });
    expect(run('new', '题', '--experiment', 'nothing').output).toContain('vanishing-gradient');
    expect(run('new', '两', '个').output).toContain('Put the title in quotes');
  });
});

describe('npm run check', () => {
  it('has nothing to say of good posts', () => {
    expect(run('check').output).toContain(' 0 things to correct.');
    expect(run('check')).toMatchObject({ code: 0 });
  });
  it('names place and remedy, and corrects prose if asked', () => {
    site.write('bad/index.md', post('价 $5 和 $6，见[x](/posts/none/)。\n\n![](./a.png) 你好abc,世界'));
    const { code, output } = run('check');
    expect(code).toBe(1);
    for (const place of ['bad/index.md:6:3', 'bad/index.md:6:12', 'bad/index.md:8:1', 'bad/index.md:8:14'])
      expect(output).toContain(place);
    expect(output).toContain('“你好abc,世界” reads better as “你好 abc，世界”');
    expect(output).toContain('→ write \\$ for a dollar sign');
    expect(run('check', '--fix').output).toContain('1 line of prose corrected.');
    expect(readFileSync(file('bad/index.md'), 'utf8')).toContain('你好 abc，世界');
    expect(run('check', '--nothing')).toMatchObject({ code: 2 });
  });
});
