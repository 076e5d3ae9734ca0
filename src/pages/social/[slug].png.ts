import type { APIRoute, GetStaticPaths } from 'astro';
import { allPosts } from '../../site/all-posts.ts';
import type { Post } from '../../site/posts.ts';
import { stringsFor } from '../../site/strings/index.ts';
import { cardPicture } from '../../social/card.ts';

/** Pictures for social cards of the posts that have no cover of their own. */
export const getStaticPaths = (async () =>
  (await allPosts())
    .filter(({ data }: Post) => data.cover === undefined)
    .map((post) => ({ params: { slug: post.id }, props: { post } }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ post: Post }> = async ({ props: { post } }) => {
  const { title, description, date, tags = [], lang } = post.data;
  const t = stringsFor(lang);
  const picture = await cardPicture({
    title,
    note: description,
    foot: [t.date(date), ...tags.slice(0, 3)].join('　'),
    site: t.siteName,
  });
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } });
};
