/// <reference types="astro/client" />

declare namespace App {
  /** What a page hands to every part of itself. */
  interface Locals {
    /** the language of the page's post; absent: the site's own */
    lang?: string;
  }
}

/** TypeScript cannot read components; astro check can, and takes the files themselves. */
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
