import type { Problem } from '../contract/read-params.ts';

/** What the reader is told; stage-words.ts has the words. */
export type Notice =
  | { readonly kind: 'load-failed' | 'slow' | 'check-failed' | 'diverged' }
  | { readonly kind: 'link-corrected' | 'link-refused'; readonly problems: readonly Problem[] };
