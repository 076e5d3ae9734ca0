import type { APIRoute, GetStaticPaths } from 'astro';
import { allPosts } from '../site/all-posts.ts';
import { absoluteUrl, withBase } from '../site/base.ts';
import { postPath, type Post } from '../site/posts.ts';
import { redirectPage, redirectsOf, type Redirect } from '../site/redirects.ts';

/** Old addresses of posts. An endpoint and not a page, so that the file is exactly the old one and the sitemap leaves it out. */
export const getStaticPaths = (async () => {
  const posts: Post[] = await allPosts();
  const titles = new Map(posts.map(({ id, data }) => [postPath(id), data.title]));
  return redirectsOf(posts).map(({ file, to }) => ({
    params: { redirect: file },
    props: { to, title: titles.get(to) ?? to },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<Pick<Redirect, 'to'> & { title: string }> = ({ props, site, url }) =>
  new Response(
    redirectPage({
      href: withBase(props.to),
      canonical: absoluteUrl(props.to, site ?? url),
      title: props.title,
    }),
    { headers: { 'content-type': 'text/html; charset=utf-8' } },
  );
