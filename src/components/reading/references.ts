/** Shows a footnote, a formula or a term's entry beside the mark that refers to it: on hover, on focus, at a finger's first tap. */
const note = document.createElement('div');
note.className = 'reference';
note.id = 'reference';
note.setAttribute('role', 'note');
note.hidden = true;
document.querySelector('main')?.append(note);

let shown: HTMLAnchorElement | undefined;
let leaving = 0;
/** A finger puts the focus on a mark before it clicks it: that focus is no wish of its own. */
let finger = false;
addEventListener('pointerdown', ({ pointerType }) => {
  finger = pointerType === 'touch';
});

const markOf = (target: EventTarget | null): HTMLAnchorElement | null =>
  target instanceof Element
    ? target.closest<HTMLAnchorElement>('[data-footnote-ref], a[href^="#eq-"], a.citation, a.term')
    : null;

function show(mark: HTMLAnchorElement): void {
  clearTimeout(leaving);
  if (mark === shown) return;
  const words = mark.dataset['entry'] === undefined ? copyOfTarget(mark) : entryOf(mark);
  if (!words) return;
  hide();
  note.replaceChildren(...words);
  note.hidden = false;
  place(mark);
  mark.setAttribute('aria-describedby', note.id);
  shown = mark;
}

/** A term carries its entry (Term.astro): the glossary is another page. */
function entryOf({ dataset }: HTMLElement): (Node | string)[] {
  const name = document.createElement('strong');
  name.textContent = dataset['name'] ?? '';
  return [name, ' ', dataset['entry'] ?? ''];
}

function copyOfTarget(mark: HTMLAnchorElement): Node[] | undefined {
  const target = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  if (!target) return undefined;
  const copy = document.createElement('div');
  copy.append(...[...target.childNodes].map((child) => child.cloneNode(true)));
  // What leads back, copies or would be there twice is of no use in a note.
  for (const tool of copy.querySelectorAll('[data-footnote-backref], .formula-back, .citation-back, .copy'))
    tool.remove();
  for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
  return [...copy.childNodes];
}

/** Below the mark, or above it where the window ends; never beyond its sides. */
function place(mark: Element): void {
  const { left, bottom, top } = mark.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = note;
  const edge = 12;
  const x = Math.max(edge, Math.min(left, document.documentElement.clientWidth - width - edge));
  const above = bottom + height + edge > innerHeight && top > height + edge;
  note.style.left = `${x + scrollX}px`;
  note.style.top = `${(above ? top - height - 6 : bottom + 6) + scrollY}px`;
}

function hide(): void {
  clearTimeout(leaving);
  shown?.removeAttribute('aria-describedby');
  shown = undefined;
  note.hidden = true;
}

/** Time to move the pointer from the mark into the note. */
function leave(): void {
  clearTimeout(leaving);
  leaving = window.setTimeout(hide, 250);
}

for (const type of ['pointerover', 'focusin'] as const) {
  addEventListener(type, (event) => {
    if (finger || (event instanceof PointerEvent && event.pointerType === 'touch')) return;
    const mark = markOf(event.target);
    if (mark) show(mark);
    else if (event.target instanceof Node && note.contains(event.target)) clearTimeout(leaving);
    else if (shown) leave();
  });
}
addEventListener('click', (event) => {
  const mark = markOf(event.target);
  if (mark && mark !== shown && (event as PointerEvent).pointerType === 'touch') {
    event.preventDefault();
    show(mark);
  } else if (!(event.target instanceof Node && note.contains(event.target))) hide();
});
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') hide();
});

export {};
