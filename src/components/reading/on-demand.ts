/**
 * Tools that a reader may never use lie in templates, script and all (ReadingTools.astro, SearchBox.astro). Their scripts
 * load when the reader first asks for one, and are then handed what the reader did.
 */
function want(name: string, event?: Event): boolean {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-tool="${name}"]`);
  if (!template) return false;
  const tool = template.content;
  const script = tool.querySelector('script');
  if (event && script) {
    const { target, type } = event;
    const Again = event.constructor as typeof Event;
    script.onload = () => target?.dispatchEvent(new Again(type, event));
  }
  template.replaceWith(tool);
  return true;
}

const around = ({ target }: Event, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;
const marks = '[data-footnote-ref], a[href^="#eq-"], a.citation, a.term';

addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, isComposing } = event;
  // The tools of the text add buttons: they must be there before the focus comes by.
  if (key === 'Tab') want('prose');
  if (ctrlKey || metaKey || altKey || isComposing || !/^[/?jkt]$/.test(key)) return;
  if (around(event, 'input, select, textarea, [contenteditable], dialog')) return;
  if (key !== '?' && around(event, '[data-experiment] *')) return;
  if (want('keys', event)) event.preventDefault();
});
// A finger puts the focus on a link before it clicks it.
let finger = false;
addEventListener('pointerdown', ({ pointerType }) => {
  finger = pointerType === 'touch';
});
addEventListener('click', (event) => {
  const opener = around(event, '[data-opens]');
  if (opener?.dataset['opens']) want(opener.dataset['opens'], event);
  // A finger's first tap shows the note, where a mouse shows it before the click.
  else if (finger && around(event, marks) && want('references', event)) {
    event.preventDefault();
  }
});
for (const type of ['pointerover', 'focusin', 'selectstart']) {
  addEventListener(type, (event) => {
    if (!finger && (event as PointerEvent).pointerType !== 'touch' && around(event, marks)) want('references', event);
    // Before anything can be copied.
    const text = event.target instanceof Text ? event.target.parentElement : event.target;
    if (text instanceof Element && text.closest('.prose')) want('prose');
  });
}
addEventListener('input', (event) => {
  if (around(event, '.search')) want('search');
});
if (/[?&](?:q|tag)=[^&]/.test(location.search)) want('search');

export {};
