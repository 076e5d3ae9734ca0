import type { Root } from 'hast';
import type { VFile } from 'vfile';
import type { PostParts, WrittenLink } from './file-data.ts';
import { type Problem, ProblemsError } from './problem.ts';

/** What a look through posts brings to light. */
export interface Findings {
  problems: Problem[];
  links: WrittenLink[];
  /** absolute paths of the files that a post's HTML depends on, besides its own text */
  files: string[];
  /** the places of each post, by its file, for whoever asks for them */
  parts?: Map<string, PostParts>;
}

/** Keyed by the front matter object that a caller hands to the renderer: the one thing both renderers pass through. */
const collectors = new WeakMap<object, Findings>();

/** Makes the next rendering with this front matter object add to `findings` instead of throwing. */
export function collectFindings(frontmatter: object, findings: Findings): void {
  collectors.set(frontmatter, findings);
}

/** Who asked for the findings of this rendering, if anybody did. */
export function collectorOf(frontmatter: object): Findings | undefined {
  return collectors.get(frontmatter);
}

/** The last step: throws all problems of a file at once, or hands them to whoever asked for them. */
export function rehypeFindings() {
  return (_tree: Root, file: VFile): void => {
    const { problems = [], links = [], files = [], parts, astro } = file.data;
    const collector = astro?.frontmatter && collectors.get(astro.frontmatter);
    if (collector) {
      collector.problems.push(...problems);
      collector.links.push(...links);
      collector.files.push(...files);
      if (parts) collector.parts?.set(file.path, parts);
    } else if (problems.length > 0) {
      throw new ProblemsError(problems);
    }
  };
}
