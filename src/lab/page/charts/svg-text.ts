/** A Han character is one em wide, others a little over half: near enough to place words without a font. */
export function textWidth(text: string, size: number): number {
  const ems = [...text].reduce((sum, character) => sum + (/[⺀-鿿＀-￯]/.test(character) ? 1 : 0.56), 0);
  return ems * size;
}

/** Text as SVG and HTML take it, in an attribute too. */
export function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Marks that no line may begin with. */
const closing = /^[，。；：、）”’！？%]/u;

/** Cuts a text into lines: between any two Han characters, elsewhere at spaces, and within a word that fills a line alone. */
export function wrappedText(text: string, width: number, size: number): string[] {
  const pieces = text.match(/[⺀-鿿＀-￯“”‘’—…]|\s+|[^⺀-鿿＀-￯“”‘’—…\s]+/gu) ?? [];
  const lines: string[] = [];
  let line = '';
  const add = (piece: string): void => {
    if (textWidth(line + piece, size) <= width || closing.test(piece)) {
      line += piece;
      return;
    }
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
    if (textWidth(piece, size) <= width) {
      line = piece.trimStart();
      return;
    }
    for (const character of piece) {
      if (textWidth(line + character, size) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  };
  for (const piece of pieces) add(piece);
  if (line.trim() !== '') lines.push(line.trim());
  return lines;
}
