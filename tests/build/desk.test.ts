import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
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
  const posts = { 'later/index.md': '---\ntitle: 以后\ndate: 2099-01-01\n---\n\n还没到。\n' };
  site = new FixtureSite('desk', posts, ['vanishing-gradient']);
});

describe('npm run new', () => {
  it('writes a draft and an experiment that the build takes, and never overwrites one', async () => {
    const lab = run('new', '--lab', 'some-phenomenon', '--title', '新的实验');
    expect(lab).toMatchObject({ code: 0 });
    for (const name of ['params.ts', 'experiment.ts', 'figure.ts'])
      expect(lab.output).toContain(`src/experiments/some-phenomenon/${name}`);
    expect(readFileSync(join(site.root, 'docs/experiments.md'), 'utf8')).toContain('## some-phenomenon');
    expect(run('new', '--lab', 'some-phenomenon')).toMatchObject({ code: 2 });
    site.write('good/index.mdx', post('好的 post，见[自己](/posts/good/)。\n\n<SomePhenomenon />'));
    const first = run('new', '新的 Post');
    expect(first).toMatchObject({ code: 0 });
    expect(readFileSync(file('xin-de-post/index.md'), 'utf8')).toContain('draft: true');
    expect(run('new', '新的，post').output).toContain('src/content/posts/xin-de-post-2/index.md');
    const again = run('new', ' 新的  post ');
    expect(again).toMatchObject({ code: 2 });
    expect(again.output).toContain('src/content/posts/xin-de-post/index.md has the title “新的  post” already');
    expect(run('new', '有实验', '--date', '2026-01-02', '--experiment').output).toContain(
      'src/content/posts/you-shi-yan/index.mdx',
    );
    expect(run('new', '题二', '--slug', 'xin-de-post')).toMatchObject({ code: 2 });
    expect(run('new', '题三', '--date', '2026-02-30').output).toContain('--date takes a day');
    const built = await site.build();
    expect(built.code).toBe(0);
    for (const page of ['posts/good', 'lab/some-phenomenon']) {
      const html = readFileSync(join(built.dist, page, 'index.html'), 'utf8');
      expect(html).toContain('data-experiment="some-phenomenon"');
      expect(html).toMatch(/<div class="canvas-box" role="img" aria-label="步长 0.15[^>]*><img/);
      // A post has what is to be read, the experiment's own page the numbers too.
      expect(html.includes('data-readout="largestRate"')).toBe(page.startsWith('lab/'));
    }
    expect(readFileSync(join(built.dist, 'lab/index.html'), 'utf8')).toContain('新的实验');
    // Neither drafts nor posts whose day has not come.
    for (const hidden of ['xin-de-post', 'xin-de-post-2', 'you-shi-yan', 'later'])
      expect(existsSync(join(built.dist, 'posts', hidden))).toBe(false);
    expect(readFileSync(join(built.dist, 'rss.xml'), 'utf8')).not.toContain('以后');
  });
  it('writes an experiment that keeps the contract, and runs', () => {
    const folder = join(site.root, 'src/experiments/some-phenomenon');
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)).config,
      ts.sys,
      process.cwd(),
    );
    const program = ts.createProgram(
      readdirSync(folder).map((name) => join(folder, name)),
      options,
    );
    expect(
      ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    ).toEqual([]);
    const { code, output } = run('experiment', 'some-phenomenon', '--rate', '0.21', '--json');
    expect(code).toBe(0);
    const { readouts } = JSON.parse(output) as { readouts: Record<string, number> };
    expect(readouts['factor']).toBeCloseTo(-1.1, 12);
  });
  it('says what is allowed', () => {
    expect(run('new', '--lab', 'NewLab').output).toContain('try --lab new-lab');
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
    // On a Chinese system in Chinese.
    const chinese = spawnSync(process.execPath, ['scripts/jobs/check.mjs'], {
      cwd: site.root,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' },
    }).stdout;
    for (const words of [
      '“$5 和 $”会被当成公式\n  → 美元符号写成 \\$',
      '没有这个网页或文件',
      '没有替代文字',
      '不如写成',
      '4 处要改',
    ])
      expect(chinese).toContain(words);
    // Not in Chinese: its author knows better.
    const korean = post('错误abc,世界', 'lang: ko\n');
    site.write('korean/index.md', korean);
    expect(run('check', '--fix').output).toContain('1 line of prose corrected.');
    expect(readFileSync(file('korean/index.md'), 'utf8')).toBe(korean);
    expect(readFileSync(file('bad/index.md'), 'utf8')).toContain('你好 abc，世界');
    // Tidied only where its page stays as it is.
    const [messy, pre] = [post('一  \n二 \n\n\n\n三'), post('<pre>\na\n\n\n\nb\n</pre>')];
    site.write('messy/index.md', messy);
    site.write('pre/index.md', pre);
    const tidy =
      "const { formatPosts } = await import('./src/desk/format-posts.ts'); process.exitCode = await formatPosts([]);";
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', tidy], {
      cwd: site.root,
      encoding: 'utf8',
    });
    expect(stdout).toContain('src/content/posts/messy/index.md\n');
    expect(stdout).toContain('src/content/posts/pre/index.md is left as it is: its page would change.');
    expect(readFileSync(file('messy/index.md'), 'utf8')).toBe(post('一  \n二\n\n三'));
    expect(readFileSync(file('pre/index.md'), 'utf8')).toBe(pre);
    expect(run('check', '--nothing')).toMatchObject({ code: 2 });
  });
});

it('npm run dev takes the port that PORT asks for', async () => {
  const dev = (PORT: string) =>
    spawn(process.execPath, ['scripts/jobs/dev.mjs'], {
      cwd: site.root,
      env: { ...process.env, PORT, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1' },
      // A group of its own: the server is a child of the command.
      detached: true,
    });
  const said = (child: ReturnType<typeof dev>, wanted: RegExp): Promise<string> =>
    new Promise((done) => {
      let output = '';
      const hear = (data: Buffer): void => {
        output += data.toString();
        if (wanted.test(output)) done(output);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('close', () => done(output));
    });
  expect(await said(dev('nine'), /leave PORT out/)).toContain('PORT=nine is not a port.');
  const server = dev('47823');
  try {
    expect(await said(server, /localhost:\d+/)).toContain('localhost:47823/');
  } finally {
    process.kill(-server.pid!);
  }
});
