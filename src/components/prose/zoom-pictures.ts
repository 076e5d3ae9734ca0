/**
 * Pictures of the text can be opened large: each becomes a button. Without JavaScript a picture is a picture. Pictures that
 * lead somewhere keep doing that; small ones, and those of experiments, are as large as they get.
 */
const words = document.getElementById('copied')?.dataset ?? {};
const least = 160;
let dialog: HTMLDialogElement | undefined;

for (const picture of document.querySelectorAll<HTMLImageElement>('.prose :is(figure, p) > img')) {
  if (picture.closest('a, button, [data-experiment]') || picture.getBoundingClientRect().width < least) continue;
  const alone = [...(picture.parentElement?.childNodes ?? [])].every(
    (node) => node === picture || (node as Element).tagName === 'FIGCAPTION' || node.textContent?.trim() === '',
  );
  if (!alone) continue;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'zoom';
  button.setAttribute('aria-label', `${words['zoom'] ?? ''}${picture.alt}`);
  picture.replaceWith(button);
  button.append(picture);
  button.onclick = () => open(picture);
}

function open(picture: HTMLImageElement): void {
  dialog ??= makeDialog();
  const large = new Image();
  large.src = largest(picture);
  large.alt = picture.alt;
  // Until the large one is there, the one that is there already.
  large.style.background = `center / contain no-repeat url("${picture.currentSrc}")`;
  large.width = picture.naturalWidth;
  large.height = picture.naturalHeight;
  large.onload = () => (large.style.background = '');
  dialog.querySelector('img')?.remove();
  dialog.prepend(large);
  dialog.setAttribute('aria-label', picture.alt);
  dialog.showModal();
}

/** The focus goes back to the picture's button by itself: a modal dialog remembers it. */
function makeDialog(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'zoomed';
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = words['close'] ?? '×';
  made.append(close);
  made.onclick = () => made.close();
  document.body.append(made);
  return made;
}

/** Of several sizes the widest; without several the one that is shown. */
function largest({ srcset, src }: HTMLImageElement): string {
  const sizes = srcset
    .split(/,\s+/)
    .map((candidate) => candidate.trim().split(/\s+/))
    .map(([url = '', size = '0']) => ({ url, size: parseFloat(size) }))
    .filter(({ url }) => url !== '')
    .sort((a, b) => b.size - a.size);
  return sizes[0]?.url ?? src;
}
export {};
