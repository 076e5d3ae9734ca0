/**
 * WebKit gives a field that an address leads to (`/search/#search-words`, where the key / and the head of every page lead) the focus
 * and no caret: what is typed there would be lost.
 */
for (const type of ['load', 'hashchange'])
  addEventListener(type, () => document.querySelector<HTMLInputElement>('input:target')?.setSelectionRange(-1, -1));

export {};
