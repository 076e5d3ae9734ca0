/** Pages of this site that an old blog is likely to have had under these names. */
const pages: Record<string, string> = {
  '/': '/',
  '/archive/': '/archive/',
  '/archives/': '/archive/',
  '/tags/': '/tags/',
  '/tag/': '/tags/',
  '/categories/': '/categories/',
  '/category/': '/categories/',
  '/about/': '/about/',
  '/feed.xml/': '/rss.xml',
  '/atom.xml/': '/rss.xml',
  '/rss.xml/': '/rss.xml',
};

/** The page of this site for an old address in the form of `linkKey`. */
export const sitePage = (key: string): string | undefined => pages[key];

/** Addresses that this site's own pages need. */
export const isSitePage = (key: string): boolean =>
  key in pages || /^\/(404|index|page\/\d+|lab|bench|tags\/[^/]+|categories\/[^/]+|_astro.*|pagefind.*)\/$/.test(key);
