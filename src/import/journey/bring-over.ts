import { parseFrontmatter } from '@astrojs/markdown-remark';
import { z } from 'astro/zod';
import { decodedUrl } from '../../markdown/decoded-url.ts';
import { frontMatter } from '../../markdown/front-matter.ts';
import { convertPost } from '../convert-post.ts';
import { renderPost, type Rendered } from '../render-post.ts';
import { linkAsText, repairPost, tagsAsText } from '../repair-post.ts';
import { isSafeAddress } from '../safe-address.ts';
import type { Job } from '../steps/job.ts';
import { takeBibliography } from './take-bibliography.ts';
import { postText, type Journey, type Traveller } from './journey.ts';
import { postNamed, resolveLink } from './resolve-link.ts';
import { takePicture } from './take-picture.ts';

/** Turns a post's text into ours and repairs it until the site takes it, front matter and all. @throws Error if it does not */
export async function bringOver(journey: Journey, post: Traveller): Promise<void> {
  const { manuscript, description } = post;
  const works = takeBibliography(journey, post);
  const job: Job = {
    manuscript,
    description,
    blog: journey.blog,
    formulas: journey.report.formulas,
    macros: new Map(journey.blog.macros),
    labels: new Map(),
    works,
    picture: (written, line) => {
      const picture = takePicture(journey, post, written, line);
      if (picture.kind !== 'found') post.told.pictures += 1;
      return picture;
    },
    link: (written, line) => {
      const address = resolveLink(journey, post, written, line);
      if (address === undefined) post.told.links += 1;
      else post.addresses.add(placeless(address));
      return address;
    },
    postNamed: (name) => postNamed(journey, post, name),
  };
  convertPost(job);
  if (description.cover !== undefined) {
    const cover = takePicture(journey, post, description.cover, undefined);
    if (cover.kind === 'found' && cover.url.startsWith('./')) {
      post.cover = { url: decodeURI(cover.url), alt: description.title };
      post.notes.push({ kind: 'changed', line: undefined, message: 'the title stands for what the cover shows' });
    } else if (cover.kind !== 'missing')
      post.notes.push({ kind: 'look', line: undefined, message: `the cover ${description.cover} is left out` });
  }
  post.works = works;
  post.places = await repaired(post);
  // Field by field: a post whose front matter the site refuses must not stop the others.
  const checked = frontMatter(z.string()).safeParse(parseFrontmatter(postText(post)).frontmatter);
  const issue = checked.error?.issues[0];
  if (issue) throw new Error(`front matter: ${issue.message}`);
}

const placeless = (address: string): string => decodedUrl(address.replace(/#.*$/, ''));

const isSettled = (url: string, post: Traveller): boolean =>
  url.startsWith('#') || (/^[a-z][a-z0-9+.-]*:/i.test(url) ? isSafeAddress(url) : post.addresses.has(placeless(url)));

/** Renders as the build would and repairs what it finds, until it finds nothing. @throws Error if something stays */
export async function repaired(post: Traveller): Promise<Rendered> {
  for (let round = 0; ; round += 1) {
    const rendered = await renderPost(post.slug, post.manuscript.text, post.works);
    const { problems } = rendered;
    // What this Markdown reads as a link and the import did not: its address is none that was looked up.
    const stray = rendered.links.find(({ url }) => !isSettled(url, post));
    if (problems.length === 0 && stray) {
      if (round >= 200) throw new Error(`line ${post.manuscript.originOf(stray.line ?? 1)}: a link to ${stray.url}`);
      post.told.links += 1;
      linkAsText(post.manuscript, stray);
      continue;
    }
    const [hazard] = rendered.hazards;
    if (problems.length === 0 && hazard !== undefined) {
      if (!tagsAsText(post.manuscript)) throw new Error(`what would run stays on the page: ${hazard}`);
      continue;
    }
    if (problems.length === 0) {
      // Marks that the author escaped are meant to be read.
      const meant = /\\\*\\?\*/.test(post.manuscript.text);
      const left = rendered.leftovers.filter((text) => !(meant && /\*\*/.test(text)));
      if (left.length > 0) post.notes.push({ kind: 'look', line: undefined, message: `the page shows “${left[0]}”` });
      return rendered;
    }
    const mended = round < 200 && problems.some((problem) => repairPost(post.manuscript, problem));
    if (!mended) {
      const [first] = problems;
      throw new Error(`line ${post.manuscript.originOf(first?.line ?? 1)}: ${first?.message ?? ''}`);
    }
  }
}
