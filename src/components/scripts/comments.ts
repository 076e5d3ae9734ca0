/** Loads giscus where the reader asks for it, in the theme that the page has at that moment. */
for (const place of document.querySelectorAll<HTMLElement>('[data-comments]'))
  place.querySelector('button')?.addEventListener('click', () => {
    const { repo, repoId, category, categoryId, term, lang, script: address = '', failed = '' } = place.dataset;
    const script = document.createElement('script');
    script.src = address;
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
