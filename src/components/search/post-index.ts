import { withBase } from '../../site/base.ts';
import { hitsOf, passageAround, type Piece, type Stretch } from './search-words.ts';

/** A post that was found, with up to three passages of different sections. */
export interface FoundPost {
  readonly title: string;
  readonly url: string;
  readonly date: string | undefined;
  readonly passages: readonly { readonly section: string; readonly url: string; readonly pieces: readonly Piece[] }[];
}

/** Posts come by the page; `more` is there while there may be others. */
export interface Found {
  readonly posts: readonly FoundPost[];
  readonly more: (() => Promise<Found>) | undefined;
}

/** As much of Pagefind's own interface as is used here. */
interface Pagefind {
  init(): Promise<void>;
  search(query: string | null, options: { filters: Record<string, string> }): Promise<{ results: Candidate[] }>;
}
interface Candidate {
  data(): Promise<Fragment>;
}
interface Fragment {
  readonly url: string;
  readonly meta: Readonly<Record<string, string>>;
  /** the post's words, an invisible mark between them; `location` counts them */
  readonly raw_content: string;
  readonly anchors: readonly {
    readonly element: string;
    readonly id: string;
    text: string;
    readonly location: number;
  }[];
}

const pageSize = 10;
const passagesOfPost = 3;
const wordMark = '\u200b';
const unmarked = (text: string): string => text.replaceAll(wordMark, '');

let opened: Promise<Pagefind> | undefined;

/** Loads Pagefind and its index, once. Fails where WebAssembly or the files are missing (the author's server has none). */
function open(): Promise<Pagefind> {
  opened ??= (async () => {
    if (!('WebAssembly' in globalThis)) throw new Error('no WebAssembly');
    // Written by the build beside the pages, not bundled.
    const pagefind = (await import(/* @vite-ignore */ withBase('/pagefind/pagefind.js'))) as Pagefind;
    await pagefind.init();
    return pagefind;
  })();
  return opened;
}

/**
 * The posts that have every word, the best first; with a tag, only those that carry it. Without words, all that do.
 * Pagefind's candidates are more than that: of several words and of TeX they have the pieces, in any order.
 */
export async function searchPosts(words: readonly string[], tag: string): Promise<Found> {
  const pagefind = await open();
  const filters: Record<string, string> = tag === '' ? {} : { 标签: tag };
  const { results } = await pagefind.search(words.length === 0 ? null : questionOf(words), { filters });
  return pageOf(results, words);
}

/** In the index every Han character is a word (markdown/to-search-html.ts): a word of them is a phrase in quotes. */
function questionOf(words: readonly string[]): string {
  const apart = words
    .join(' ')
    .replaceAll(/(?=\p{sc=Han})|(?<=\p{sc=Han})/gu, ' ')
    .trim();
  // Pagefind takes a phrase only alone, and TeX never: of several words it finds posts that have all their characters.
  return words.length === 1 && /^\p{sc=Han}+$/u.test(words[0] ?? '') ? `"${apart}"` : apart;
}

async function pageOf(candidates: readonly Candidate[], words: readonly string[]): Promise<Found> {
  const posts: FoundPost[] = [];
  let read = 0;
  while (read < candidates.length && posts.length < pageSize) {
    const batch = candidates.slice(read, read + pageSize - posts.length);
    read += batch.length;
    const fragments = await Promise.all(batch.map((candidate) => candidate.data()));
    posts.push(...fragments.flatMap((fragment) => foundPost(fragment, words) ?? []));
  }
  const rest = candidates.slice(read);
  return { posts, more: rest.length === 0 ? undefined : () => pageOf(rest, words) };
}

function foundPost(fragment: Fragment, words: readonly string[]): FoundPost | undefined {
  const { url, meta, raw_content: raw } = fragment;
  const text = unmarked(raw);
  const hits = hitsOf(text, words);
  if (!hits) return undefined;
  return { title: unmarked(meta['title'] ?? url), url, date: meta['date'], passages: passages(fragment, text, hits) };
}

/** The first hit of each section, in the order of the text. */
function passages({ url, raw_content: raw, anchors }: Fragment, text: string, hits: readonly Stretch[]) {
  const headings = anchors
    .filter(({ element }) => /^h[2-6]$/u.test(element))
    .map((heading) => ({ ...heading, text: unmarked(heading.text) }));
  const starts = placesOfWords(
    raw,
    headings.map(({ location }) => location),
  );
  const seen = new Set<number>();
  const found: { section: string; url: string; pieces: Piece[] }[] = [];
  for (const [at] of hits) {
    const section = starts.findLastIndex((start) => start <= at);
    if (seen.has(section)) continue;
    seen.add(section);
    const heading = headings[section];
    // Behind the heading, which stands before the passage anyway, and the full stop that Pagefind puts there.
    const behind = (starts[section] ?? 0) + (heading ? heading.text.length + 2 : 0);
    found.push({
      section: heading?.text ?? '',
      url: heading ? `${url}#${encodeURIComponent(heading.id)}` : url,
      pieces: passageAround(text, hits, at, { start: at < behind ? 0 : behind }),
    });
    if (found.length === passagesOfPost) break;
  }
  return found;
}

/** Where the words of these numbers begin in the text without marks. */
function placesOfWords(raw: string, numbers: readonly number[]): number[] {
  const starts: number[] = [];
  let marks = 0;
  let inWord = false;
  for (let at = 0; at < raw.length; at += 1) {
    const gap = raw[at] === wordMark || /\s/u.test(raw[at] ?? '');
    if (!gap && !inWord) starts.push(at - marks);
    if (raw[at] === wordMark) marks += 1;
    inWord = !gap;
  }
  return numbers.map((number) => starts[number] ?? 0);
}
