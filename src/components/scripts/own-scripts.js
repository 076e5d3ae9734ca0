/* global location, trustedTypes */
(() => {
  // A page may not make a script of a text (require-trusted-types-for in astro.config.mjs). The address of a worker is one too:
  // it may be this site's own, whoever asks, Pagefind included.
  const createScriptURL = (address) => (new URL(address, location.href).origin === location.origin ? address : null);
  if (window.trustedTypes) trustedTypes.createPolicy('default', { createScriptURL });
})();
