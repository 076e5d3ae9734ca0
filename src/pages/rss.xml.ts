import mdxServer from '@astrojs/mdx/server.js';
import preactServer from '@astrojs/preact/server.js';
import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { render } from 'astro:content';
import { postComponents } from '../components/post-components.ts';
import { toFeedHtml } from '../markdown/to-feed-html.ts';
import { allPosts } from '../site/all-posts.ts';
import { absoluteUrl } from '../site/base.ts';
import { stringsFor } from '../site/strings/index.ts';
import { postPath, type Post } from '../site/posts.ts';

/** A reader's program asks for the feed every hour, and a formula in MathML is long: older posts are in the archive. */
const newest = 50;

// The feed is the site's, whatever the language of a post in it.
const t = stringsFor(undefined);

export const GET: APIRoute = async ({ site: configured, url }) => {
  const site = configured ?? url;
  const container = await AstroContainer.create();
  container.addServerRenderer({ name: 'astro:jsx', renderer: mdxServer });
  container.addServerRenderer({ name: '@astrojs/preact', renderer: preactServer });
  container.addClientRenderer({ name: '@astrojs/preact', entrypoint: '@astrojs/preact/client.js' });

  const items = await Promise.all(
    (await allPosts()).slice(0, newest).map(async (entry) => {
      const { data }: Post = entry;
      const { Content } = await render(entry);
      const html = await container.renderToString(Content, {
        props: { components: postComponents },
        // What a page says of its language in its own file: parts of the text ask for it.
        locals: { ...(data.lang === undefined ? {} : { lang: data.lang }) },
      });
      const link = absoluteUrl(postPath(entry.id), site);
      return {
        title: data.title,
        link,
        pubDate: data.date,
        ...(data.description === undefined ? {} : { description: data.description }),
        categories: [...(data.categories ?? []), ...(data.tags ?? [])],
        content: toFeedHtml(html, link, import.meta.env.BASE_URL, data.lang),
      };
    }),
  );

  return rss({
    title: t.siteName,
    description: t.siteDescription,
    site: absoluteUrl('/', site),
    trailingSlash: true,
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    // Validators ask for the feed's own address.
    customData: `<language>zh-CN</language><atom:link href="${absoluteUrl('/rss.xml', site)}" rel="self" type="application/rss+xml"/>`,
    items,
  });
};
