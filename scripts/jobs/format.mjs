import { spawnSync } from 'node:child_process';
import { formatPosts } from '../../src/desk/format-posts.ts';

// Posts by rules of their own (src/desk/format-posts.ts), everything else by Prettier's: .prettierignore leaves the posts out.
const args = process.argv.slice(2);
const posts = await formatPosts(args);
const prettier = ['node_modules/prettier/bin/prettier.cjs', args.includes('--check') ? '--check' : '--write'];
const code =
  posts === 2
    ? posts
    : (spawnSync(process.execPath, [...prettier, '--log-level', 'warn', '.'], { stdio: 'inherit' }).status ?? 1);
process.exitCode = posts || code;
