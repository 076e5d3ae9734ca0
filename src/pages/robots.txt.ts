import type { APIRoute } from 'astro';
import { absoluteUrl } from '../site/base.ts';

export const GET: APIRoute = ({ site, url }) =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${absoluteUrl('/sitemap-index.xml', site ?? url)}\n`);
