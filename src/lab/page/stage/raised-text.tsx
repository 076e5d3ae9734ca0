import { raisedParts } from '../../contract/number-text.ts';

/** Text whose Unicode superscripts become <sup>. */
export function RaisedText({ text }: { text: string }) {
  return <>{raisedParts(text).map((part, index) => (part.raised ? <sup key={index}>{part.text}</sup> : part.text))}</>;
}
