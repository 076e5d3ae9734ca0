/* global addEventListener, console, document, location, window */
// The first script of every page that is tried in another engine: it keeps what goes wrong, since not every driver tells.
(() => {
  const faults = (window.faultsSeen = []);
  document.addEventListener('securitypolicyviolation', (event) => {
    faults.push(`policy: ${event.effectiveDirective} ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    // Of the transition from page to page, which a style sheet asks for and WebKit leaves out at times: no script's promise.
    if (!/view transition/i.test(reason)) faults.push(`rejection: ${reason}`);
  });
  addEventListener(
    'error',
    ({ message, target, filename, lineno }) => {
      // Firefox calls it a fault to preload what is there already; where it is not, its import says so.
      if (target.rel === 'modulepreload') return;
      if (target === window) faults.push(`error: ${message} (${filename}:${lineno})`);
      else faults.push(`not loaded: ${target.src ?? target.href ?? target.localName} on ${location.pathname}`);
    },
    true,
  );
  const said = console.error;
  console.error = (...words) => {
    faults.push(`console: ${words.join(' ')}`);
    said.apply(console, words);
  };
})();
