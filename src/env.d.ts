/// <reference types="astro/client" />

declare namespace App {
  /** What a page hands to every part of itself. */
  interface Locals {
    /** the language of the page's post; absent: the site's own */
    lang?: string;
  }
}
