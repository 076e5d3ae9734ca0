/* global location, origin, trustedTypes */
// A page may not make a script of a text (require-trusted-types-for in its content policy). The address of a worker is one too: it
// may be this site's own, whoever asks, Pagefind included.
if (window.trustedTypes)
  trustedTypes.createPolicy('default', {
    createScriptURL: (src) => (new URL(src, location).origin === origin ? src : null),
  });
