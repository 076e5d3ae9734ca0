/**
 * Puts a site-absolute path under a base path. Addresses of other hosts, fragments and relative paths are left alone.
 * @param base begins and ends with "/", as Astro's BASE_URL does under `trailingSlash: 'always'`
 */
export function joinBase(base: string, path: string): string {
  if (!path.startsWith('/') || path.startsWith('//')) return path;
  const root = base.endsWith('/') ? base : `${base}/`;
  return root + path.slice(1);
}

/** The only place that knows where the site lies: every link between pages goes through here. */
export function withBase(path: string): string {
  return joinBase(import.meta.env.BASE_URL, path);
}

/** The full address of a page or file, for canonical links, feeds and social cards. `path` lies without base. */
export function absoluteUrl(path: string, site: URL): string {
  return new URL(withBase(path), site).href;
}
