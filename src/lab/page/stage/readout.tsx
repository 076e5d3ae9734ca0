import { plainText } from '../../contract/number-text.ts';
import { RaisedText } from './raised-text.tsx';

interface ReadoutProps {
  /** The key of the experiment's readouts, the same as in the command's JSON. */
  readonly name: string;
  readonly value: number | string | null | undefined;
  /** How it reads; plain digits if not given. */
  readonly text?: string;
}

/**
 * One number that the reader's settings produced: blue, marked with its key and its exact value. Not an <output>, of which a
 * screen reader says every change: a training has twenty a second.
 */
export function Readout({ name, value, text }: ReadoutProps) {
  return (
    <span class="readout notranslate" data-readout={name} data-value={value ?? ''}>
      <RaisedText text={text ?? plainText(value)} />
    </span>
  );
}
