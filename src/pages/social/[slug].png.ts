import type { APIRoute, GetStaticPaths } from 'astro';
import { allPosts } from '../../site/all-posts.ts';
import type { Post } from '../../site/posts.ts';
import { stringsFor } from '../../site/strings/index.ts';
import { cardPicture, type Card } from '../../social/card.ts';
import { drawAhead } from '../../social/cards-ahead.ts';

/** Pictures for social cards of the posts that have no cover of their own. */
export const getStaticPaths = (async () => {
  const posts = (await allPosts()).filter(({ data }: Post) => data.cover === undefined);
  if (import.meta.env.PROD) drawAhead(posts.map(cardOf));
  return posts.map((post) => ({ params: { slug: post.id }, props: { post } }));
}) satisfies GetStaticPaths;

function cardOf({ data }: Post): Card {
  const { title, description, date, tags = [], lang } = data;
  const t = stringsFor(lang);
  return { title, note: description, foot: [t.date(date), ...tags.slice(0, 3)].join('　'), site: t.siteName };
}

export const GET: APIRoute<{ post: Post }> = async ({ props: { post } }) => {
  const picture = await cardPicture(cardOf(post));
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } });
};
