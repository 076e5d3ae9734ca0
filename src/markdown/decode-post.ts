/** A post's text, or the place of its first byte that is not UTF-8. Lines and columns count from 1. */
export type DecodedPost = { text: string } | { line: number; column: number };

/**
 * Reads bytes as UTF-8 and nothing else: an editor's GBK or UTF-16 read as UTF-8 is a page of question marks, which nobody has
 * asked for.
 */
export function decodePost(bytes: Uint8Array): DecodedPost {
  // A byte order mark stays: Astro reads one too.
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return { text: strict.decode(bytes) };
  } catch {
    // No byte of a longer character is a line feed, neither in UTF-8 nor in the encodings that are taken for it.
    let line = 1;
    for (let from = 0; ; line += 1) {
      const end = bytes.indexOf(0x0a, from);
      const row = bytes.subarray(from, end === -1 ? bytes.length : end);
      if (!isUtf8(row)) return { line, column: goodPrefix(row).length + 1 };
      if (end === -1) return { line, column: row.length + 1 };
      from = end + 1;
    }
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The longest beginning that is UTF-8. */
function goodPrefix(bytes: Uint8Array): string {
  let length = bytes.length;
  while (length > 0 && !isUtf8(bytes.subarray(0, length))) length -= 1;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length));
}
