import type { FoundPost } from './post-index.ts';
import type { Piece } from './search-words.ts';

/** An element with its children; every word of a reader or a post becomes text, never HTML. */
function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  children: readonly (Node | string)[],
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const marked = ({ text, hit }: Piece): Node | string => (hit ? element('mark', [text]) : text);

/** A post that was found, as an entry of the list. */
export function resultEntry({ title, url, date, passages }: FoundPost): HTMLLIElement {
  return element('li', [
    element('h2', [element('a', [title], { href: url })]),
    ...(date === undefined ? [] : [element('p', [date], { className: 'when' })]),
    ...passages.map(({ section, url: place, pieces }) =>
      element(
        'p',
        [
          ...(section === '' ? [] : [element('a', [section], { href: place, className: 'section' })]),
          ...pieces.map(marked),
        ],
        { className: 'passage' },
      ),
    ),
  ]);
}
