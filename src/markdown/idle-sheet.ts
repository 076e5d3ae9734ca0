/** The sheet of the layer `experiment` (src/styles/layers.ts). */
const link = /<link rel="stylesheet" href="[^"]*\/experiments\.[\w-]+\.css">/;

/** Astro gives every post the sheets of all that any post can show. The page without that of the experiments, if it has none. */
export const withoutIdleSheet = (html: string): string =>
  /<\w+ [^>]*class="experiment[ "]/.test(html) ? html : html.replace(link, '');
