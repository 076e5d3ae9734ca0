import { picture, post } from '../fixture-site.ts';
import { inComponents } from './components.ts';
import { inFiles } from './files.ts';
import { inFormulas } from './formulas.ts';
import type { Mistake } from './mistake.ts';
import { inWords } from './words.ts';

/** What authors get wrong: each is refused by npm run check and by the build, in the same words. */
export const mistakes: readonly Mistake[] = [...inFormulas, ...inWords, ...inFiles, ...inComponents];

/** Posts with one mistake each, named m-01 and on, and two that others lead to. */
export function mistakenPosts(chosen: readonly Mistake[] = mistakes): Record<string, string | Uint8Array> {
  const posts: Record<string, string | Uint8Array> = {
    'good/index.md': post('## 节'),
    'draft/index.md': post('稿', 'draft: true\n'),
  };
  for (const mistake of chosen) {
    const { ext = 'md', text } = mistake;
    posts[`${slugOf(mistake)}/index.${ext}`] = typeof text === 'string' && !text.startsWith('---') ? post(text) : text;
    posts[`${slugOf(mistake)}/a.png`] = picture;
    for (const name of ['broken.png', 'broken.txt']) posts[`${slugOf(mistake)}/${name}`] = Buffer.from('no picture');
  }
  return posts;
}

export const slugOf = (mistake: Mistake): string => `m-${String(mistakes.indexOf(mistake) + 1).padStart(2, '0')}`;
