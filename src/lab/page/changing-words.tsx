import type { ComponentChildren } from 'preact';

/**
 * Words that change, in an element that is made anew with them: a browser's translation puts its own nodes in the place of the text,
 * and what is then written to the old ones nobody sees.
 */
export function ChangingWords({
  text,
  children = text,
}: {
  readonly text: string;
  readonly children?: ComponentChildren;
}) {
  return <span key={text}>{children}</span>;
}
