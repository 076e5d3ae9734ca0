import { giscusOrigin } from '../../site/site-options.ts';

interface Types {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string | null },
  ): { createScriptURL: (address: string) => string };
}
const { trustedTypes } = globalThis as { trustedTypes?: Types };
/** The one script of another host; the policy's name stands in the pages' content policy too (site/site-options.ts). */
const policy = trustedTypes?.createPolicy('comments', {
  createScriptURL: (address) => (new URL(address).origin === giscusOrigin ? address : null),
});

/** Loads giscus where the reader asks for it, in the theme that the page has at that moment. */
for (const place of document.querySelectorAll<HTMLElement>('[data-comments]'))
  place.querySelector('button')?.addEventListener('click', () => {
    const { repo, repoId, category, categoryId, term, lang, script: address = '', failed = '' } = place.dataset;
    const script = document.createElement('script');
    script.src = policy ? policy.createScriptURL(address) : address;
    script.async = true;
    script.crossOrigin = 'anonymous';
    const theme = document.documentElement.dataset['theme'];
    Object.assign(script.dataset, {
      repo,
      repoId,
      category,
      categoryId,
      mapping: 'specific',
      term,
      strict: '1',
      reactionsEnabled: '1',
      emitMetadata: '0',
      inputPosition: 'top',
      theme: theme === 'light' || theme === 'dark' ? theme : 'preferred_color_scheme',
      lang,
    });
    script.addEventListener('error', () => {
      place.append(failed);
    });
    place.replaceChildren(script);
  });
