let base = '/';

/** Tells the pipeline where the site lives (`/` or `/repo/`); the checks integration does it from Astro's own config. */
export function setBasePath(path: string): void {
  base = `/${path.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
}

/** Prefixes a site-absolute URL with the base; everything else (relative, external, `#part`) comes back as it is. */
export function toBasePath(url: string): string {
  return url.startsWith('/') && !url.startsWith('//') ? base + url.slice(1) : url;
}

/** Where the site lives: `/` or `/repo/`. */
export function basePath(): string {
  return base;
}
