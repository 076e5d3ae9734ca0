/** A thread of render-ahead.ts. */
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import { setBasePath } from './base-path.ts';
import { collectFindings } from './findings.ts';
import { markdown } from './index.ts';
import type { Share } from './render-ahead.ts';

const { base, shared, posts, next } = workerData as Share;
setBasePath(base);
const renderer = await markdown.processor.createRenderer(shared);
const counter = new Int32Array(next);
for (let index = Atomics.add(counter, 0, 1); index < posts.length; index = Atomics.add(counter, 0, 1)) {
  const { file, content, data } = posts[index]!;
  const frontmatter = { ...data };
  collectFindings(frontmatter, { problems: [], links: [], files: [] });
  try {
    await renderer.render(content, { fileURL: pathToFileURL(file), frontmatter });
  } catch {
    // Whoever asks for this post meets the same, and says so.
  }
}
