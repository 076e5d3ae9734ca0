import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/**
 * Whether files are posts: words, pictures and works cited. What a post brings of code of its own counts as code.
 * @param {readonly string[]} files paths from the repository's root
 * @returns {'posts' | 'code'}
 */
export function kindOf(files) {
  const isPost = (/** @type {string} */ file) =>
    /^(?:src\/content|public)\//.test(file) && !/\.(?:astro|[cm]?[jt]sx?|css|html)$/.test(file);
  return files.every(isPost) ? 'posts' : 'code';
}

/**
 * What has changed since a commit. Code, if that cannot be told: then everything is tested.
 * @param {string | undefined} base
 * @returns {'posts' | 'code'}
 */
export function changedSince(base, cwd = process.cwd()) {
  if (!base || !/^[0-9a-f]{40}$/.test(base)) return 'code';
  // Unquoted, whatever their letters; a renamed file is both.
  const { status, stdout } = spawnSync('git', ['diff', '--name-only', '--no-renames', '-z', base, 'HEAD'], {
    cwd,
    encoding: 'utf8',
  });
  return status === 0 ? kindOf(stdout.split('\0').filter(Boolean)) : 'code';
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(changedSince(process.argv[2]));
}
