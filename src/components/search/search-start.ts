import { SearchSession } from './search-session.ts';

/** The search begins: the reader has typed, or came with a question in the address. */
const one = <Type extends Element>(selector: string): Type => {
  const found = document.querySelector<Type>(`.search ${selector}`);
  if (!found) throw new Error(`the search page has no ${selector}`);
  return found;
};

const input = one<HTMLInputElement>('[name=q]');
const tag = one<HTMLSelectElement>('[name=tag]');
const asked = new URL(location.href).searchParams;
if (input.value === '') input.value = asked.get('q') ?? '';
if (tag.value === '') tag.value = asked.get('tag') ?? '';
// A tag that no post has leaves the list on nothing.
if (tag.selectedIndex < 0) tag.value = '';
// WebKit keeps a page for the way back, and empties those of its fields that the browser shall not complete.
addEventListener('pagehide', () => (input.autocomplete = 'on'));
addEventListener('pageshow', () => (input.autocomplete = 'off'));

const session = new SearchSession({
  form: one('form'),
  input,
  tag,
  status: one('[role=status]'),
  list: one('.found'),
  more: one('.more'),
  nothing: one('.nothing'),
  stock: one('.stock'),
});
void session.ask();
