import type { SiteOptions } from './site-options.ts';

/**
 * What this site asks of other hosts: nothing, as long as this object is empty. docs/deploy.md, "Comments and counting visits",
 * says what may stand here; what is written here is checked when the site is built.
 */
export const options: SiteOptions = {};
