import type { APIRoute, GetStaticPaths } from 'astro';
import { experimentPicture, listSize } from '../../../lab/build/experiment-picture.ts';
import { experimentNames } from '../../../lab/worker/registry.ts';
import { dark, light, paletteProperties } from '../../../styles/palette.ts';

/**
 * The picture of an experiment for lists. Pages take the group out of it (`<use href="…#still">`): what is used so inherits
 * the page's custom properties, and follows the reader's choice of light and dark, which an <img> could not. Opened by
 * itself it follows the system.
 */
export const getStaticPaths = (() => experimentNames.map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { svg, width, height } = await experimentPicture(params['name'] ?? '', listSize);
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif">
<style>:root { ${paletteProperties(light)} background: var(--paper); } @media (prefers-color-scheme: dark) { :root { ${paletteProperties(dark)} } }</style>
<g id="still" font-size="12" fill="none">${svg}</g>
</svg>
`;
  return new Response(picture, { headers: { 'content-type': 'image/svg+xml' } });
};
