/* global document, location, parent, addEventListener, ResizeObserver */
/**
 * `?embed`: the experiment alone, for a frame in somebody's page. The page around the frame is told how tall it is, in px:
 * { type: 'living-lecture-notes:height', height }, when that changes and when it asks with { type: '...:height?' }.
 */
(() => {
  if (!new URLSearchParams(location.search).has('embed')) return;
  document.documentElement.classList.add('embed');
  if (parent === window) return;
  const type = 'living-lecture-notes:height';
  const tell = () => parent.postMessage({ type, height: Math.ceil(document.body.scrollHeight) }, '*');
  addEventListener('DOMContentLoaded', () => new ResizeObserver(tell).observe(document.body));
  addEventListener('message', ({ data }) => {
    if (data?.type === `${type}?`) tell();
  });
})();
