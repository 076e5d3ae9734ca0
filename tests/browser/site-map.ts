import { openPage } from './browser.ts';

/** Paths, without base, of one page of every kind, found by following the site's own links. */
export interface SiteMap {
  readonly kinds: readonly string[];
  /** every post, newest first */
  readonly posts: readonly string[];
  readonly labs: readonly string[];
}

const fixed = [
  '/',
  '/about/',
  '/archive/',
  '/tags/',
  '/categories/',
  '/search/',
  '/lab/',
  '/glossary/',
  '/bench/',
  '/method/',
  '/licenses/',
  '/404.html',
];

async function linksOn(path: string, selector: string): Promise<string[]> {
  const { page, close } = await openPage(path);
  const hrefs = await page
    .locator(selector)
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  const brand = await page.locator('.brand').evaluate((link) => new URL((link as HTMLAnchorElement).href).pathname);
  await close();
  return hrefs.map((href) => decodeURI(href.replace(brand, '/')));
}

/** Reads the site once; every test of a file shares it. */
export async function readSiteMap(): Promise<SiteMap> {
  const posts = await linksOn('/archive/', '.ledger li a');
  const labs = await linksOn('/lab/', '.index a');
  const tags = await linksOn('/tags/', '.index a');
  const categories = await linksOn('/categories/', '.index a');
  const firsts = [posts, labs, tags, categories].flatMap((list) => list.slice(0, 1));
  return { kinds: [...fixed, ...firsts], posts, labs };
}
