import { type Colours, dark, light } from '../styles/palette.ts';

/** The site's icon: two axes in ink, a measured curve in blue, the margin's line in red, in the palette's colours. */
export function GET(): Response {
  return new Response(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <style>${colourRules(light)}@media (prefers-color-scheme:dark){${colourRules(dark)}}</style>
  <rect class="p" width="32" height="32" rx="4"/>
  <g fill="none" stroke-linecap="round">
    <path class="i" d="M6 5v21h15" stroke-width="2"/>
    <path class="b" d="M10 7c1 9 4 14 11 15" stroke-width="3"/>
    <path class="r" d="M26.5 5v22" stroke-width="2"/>
  </g>
</svg>
`,
    { headers: { 'Content-Type': 'image/svg+xml' } },
  );
}

const colourRules = ({ paper, ink, red, blue }: Colours): string =>
  `.p{fill:${paper}}.i{stroke:${ink}}.r{stroke:${red}}.b{stroke:${blue}}`;
