import { plainDigits } from '../charts/number-text.ts';

/**
 * Text whose Unicode superscripts become <sup>: in a canvas or an attribute there is no markup, but on a page the small
 * digits of one font beat Unicode's, which often come from three.
 */
export function RaisedText({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/([⁻·⁰¹²³⁴⁵⁶⁷⁸⁹]+)/)
        .map((part, index) => (index % 2 === 1 ? <sup key={index}>{plainDigits(part)}</sup> : part))}
    </>
  );
}
