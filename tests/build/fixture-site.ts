import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEnvironment } from '../../scripts/serve/build.mjs';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What a build left behind. */
export interface Built {
  code: number;
  /** Standard output and error together. */
  output: string;
  /** Folder with the built files; absolute. */
  dist: string;
}

/**
 * A copy of this site with posts of its own, in a folder of its own: Astro keeps state beside the configuration
 * (`.astro`, its cache), and builds that shared it would disturb each other.
 */
export class FixtureSite {
  readonly root: string;

  /**
   * @param posts path under src/content/posts -> what is in the file; without it the repository's own posts
   * @param experiments those that the copy has, by folder: posts of its own need few or none, and a build is a third
   * shorter without tfjs
   * @param folder where the copy is put, in the repository
   */
  constructor(
    name: string,
    posts?: Record<string, string | Uint8Array>,
    experiments: readonly string[] | 'all' = posts ? [] : 'all',
    folder = '.cache/fixtures',
  ) {
    this.root = join(repository, folder, name);
    rmSync(this.root, { recursive: true, force: true });
    mkdirSync(this.root, { recursive: true });
    const content = join(repository, 'src/content/posts');
    const skip = (source: string): boolean => {
      if (posts === undefined) return false;
      const [experiment = ''] = relative(join(repository, 'src/experiments'), source).split(sep);
      // An experiment's name has no dot; '..' and the files that are about all experiments have.
      if (experiments !== 'all' && /^[^.]+$/.test(experiment)) return !experiments.includes(experiment);
      return !relative(content, source).startsWith('..');
    };
    for (const part of [
      'src',
      'public',
      'scripts',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'astro.config.mjs',
    ]) {
      const source = join(repository, part);
      if (existsSync(source)) cpSync(source, join(this.root, part), { recursive: true, filter: (path) => !skip(path) });
    }
    symlinkSync(join(repository, 'node_modules'), join(this.root, 'node_modules'), 'junction');
    mkdirSync(join(this.root, 'src/content/posts'), { recursive: true });
    // Training the first views and compiling the kernels take longer than the rest of a build; both are kept by their
    // sources' hashes.
    mkdirSync(join(this.root, '.cache'));
    for (const kept of ['kept']) {
      const folder = join(repository, '.cache', kept);
      mkdirSync(folder, { recursive: true });
      symlinkSync(folder, join(this.root, '.cache', kept), 'junction');
    }
    for (const [path, content] of Object.entries(posts ?? {})) this.write(path, content);
  }

  /** Writes a file under src/content/posts. */
  write(path: string, content: string | Uint8Array): void {
    const file = join(this.root, 'src/content/posts', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** `astro build`, as `npm run build` does it but on the cache of the last build. */
  build({
    base = '',
    site = 'https://host.example',
    env = {},
  }: { base?: string; site?: string; env?: Record<string, string> } = {}): Promise<Built> {
    const dist = join(this.root, `dist${base.replaceAll('/', '-')}`);
    const astro = join(this.root, 'node_modules/astro/bin/astro.mjs');
    // Vitest puts its own BASE_URL and others into the environment, and Vite would believe them.
    const foreign = /^(VITEST.*|NODE_ENV|MODE|DEV|PROD|SSR|TEST|BASE_URL|FORCE_COLOR)$/;
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
    const child: ChildProcess = spawn(process.execPath, [astro, 'build'], {
      cwd: this.root,
      env: {
        ...environment,
        ...buildEnvironment,
        // Small sites: less memory is not worth a seventh more of computing.
        NODE_OPTIONS: process.env['NODE_OPTIONS'] ?? '',
        NO_COLOR: '1',
        ASTRO_TELEMETRY_DISABLED: '1',
        SITE_URL: site,
        BASE_PATH: base,
        OUT_DIR: dist,
        CACHE_DIR: join(this.root, 'cache'),
        ...env,
      },
    });
    let output = '';
    child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (output += data.toString()));
    return new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code) => done({ code: code ?? 1, output, dist }));
    });
  }
}

/** The smallest post. */
export const post = (body: string, more = ''): string => `---\ntitle: 题\ndate: 2017-06-09\n${more}---\n\n${body}\n`;

/** A picture of one pixel. */
export const picture: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
