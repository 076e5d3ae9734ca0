/** As much of Trusted Types as is used here; TypeScript has no word of them. */
interface Types {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): { createHTML: (text: string) => string };
}

const { trustedTypes } = globalThis as { trustedTypes?: Types };
/** The name stands in the pages' content policy too (site/site-options.ts). */
const policy = trustedTypes?.createPolicy('built-html', { createHTML: (text) => text });
const made = new Map<string, string>();

/**
 * HTML that the build has rendered, for dangerouslySetInnerHTML: the pages' content policy takes no HTML that was not marked so.
 * The same text is the same object, or Preact would draw it anew every time.
 */
export function builtHtml(text: string): { __html: string } {
  if (!policy) return { __html: text };
  let html = made.get(text);
  if (html === undefined) made.set(text, (html = policy.createHTML(text)));
  return { __html: html };
}
