/**
 * Keeps the picture that answers in sight while its settings are changed, and 运行 within reach: the style sheet pins them
 * (experiment-bench.css), which needs to know how tall they are. @returns how to undo it
 */
export function pinAnswer(root: HTMLElement): () => void {
  const parts = [
    { selector: '.picture', property: '--answer-height' },
    { selector: '.hands', property: '--hands-height' },
    { selector: '.running', property: '--running-height' },
  ].flatMap(({ selector, property }) => {
    const part = root.querySelector<HTMLElement>(selector);
    return part ? [{ part, property }] : [];
  });
  const finding = root.querySelector<HTMLElement>('.finding');
  let tallest = { width: 0, height: 0 };
  const measure = () => {
    // All is read before anything is set: each property set in between would have the browser lay everything out again.
    const heights = parts.map(({ part }) => part.getBoundingClientRect().height);
    const { width, height } = finding?.getBoundingClientRect() ?? tallest;
    parts.forEach(({ property }, i) => root.style.setProperty(property, `${heights[i]}px`));
    root.dataset['pins'] = '';
    // A sentence that has once been long keeps its lines: what stands under it does not go up and down with the numbers.
    if (width === tallest.width && height <= tallest.height) return;
    const narrowed = width !== tallest.width;
    tallest = { width, height: narrowed ? 0 : height };
    root.style.setProperty('--finding-height', `${tallest.height}px`);
  };
  // It speaks up at first in the frame that shows the parts, when they have been laid out.
  const observer = new ResizeObserver(measure);
  for (const { part } of parts) observer.observe(part);
  if (finding) observer.observe(finding);
  return () => {
    observer.disconnect();
    delete root.dataset['pins'];
  };
}
