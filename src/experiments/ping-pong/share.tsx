import { shareText } from '../../lab/contract/number-text.ts';

/** A share as a number on a bar of its length. */
export function Share({ value }: { readonly value: number }) {
  return (
    <span class="share notranslate" style={{ '--share': `${Math.round(100 * value)}%` }}>
      {shareText(value)}
    </span>
  );
}
