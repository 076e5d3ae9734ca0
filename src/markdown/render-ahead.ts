import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { basePath } from './base-path.ts';
import type { RendererOptions } from './check-posts.ts';
import { isKeeping, isKept } from './kept.ts';
import { room } from './kept-html.ts';
import { keptName } from './kept-renderer.ts';
import type { Source } from './post-source.ts';

/** What a worker is given. */
export interface Share {
  readonly base: string;
  readonly shared: RendererOptions;
  readonly posts: readonly Pick<Source, 'file' | 'content' | 'data'>[];
  /** one number, the next post's: whoever is ready takes it */
  readonly next: SharedArrayBuffer;
}

/** Below that, starting a thread takes longer than it saves. */
const worthwhile = 60;
const most = 4;

/**
 * Renders posts that are not kept yet on all cores, and keeps them; whoever asks for one then finds it. Nothing else comes of it:
 * a post with a problem is not kept, and is rendered and reported by who asks. And what rendering a thousand posts takes of
 * memory is given back with the threads.
 */
export async function renderAhead(sources: readonly Source[], shared: RendererOptions): Promise<void> {
  if (!isKeeping()) return;
  const posts = sources
    .filter(({ file }) => file.endsWith('.md'))
    .filter(({ file, content, data }) => !isKept(room, keptName(shared, content, pathToFileURL(file), { ...data })))
    .map(({ file, content, data }) => ({ file, content, data }));
  const workers = Math.min(availableParallelism(), most);
  if (posts.length < worthwhile || workers < 2) return;
  const share: Share = { base: basePath(), shared, posts, next: new SharedArrayBuffer(4) };
  await Promise.all(Array.from({ length: workers }, () => runWorker(share)));
}

/** Until it has done its share, or cannot: what it leaves is rendered where it is asked for. */
function runWorker(share: Share): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
      workerData: share,
      // A post's rubbish is a hundred times its text; V8 would let it lie as long as the machine has room.
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 },
    });
    worker.once('error', () => resolve());
    worker.once('exit', () => resolve());
  });
}
