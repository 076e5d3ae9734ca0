import { allPosts } from '../site/all-posts.ts';
import { experimentEntry, inReadingOrder, type ExperimentEntry } from '../site/experiments.ts';

const modules = import.meta.glob('../experiments/*/params.ts', { eager: true });

/** Every experiment, in the order in which a reader of the posts meets them. */
export async function listedExperiments(): Promise<ExperimentEntry[]> {
  const entries = Object.entries(modules).map(([path, module]) => experimentEntry(path, module));
  return inReadingOrder(entries, await allPosts());
}
