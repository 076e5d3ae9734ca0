import { runNew } from '../../src/desk/new-post.ts';

process.exitCode = runNew(process.argv.slice(2));
