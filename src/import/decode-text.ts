/** A file's text, and which encoding it was in. */
export interface Decoded {
  text: string;
  encoding: string;
  /** Whether some bytes made no sense in any encoding we know, and became U+FFFD. */
  damaged: boolean;
  /** Whether it held control characters, which are left out. */
  controls: boolean;
}

/**
 * Bytes -> text with Unix line ends and without a byte order mark. Chinese Windows editors wrote UTF-8 with a mark,
 * UTF-16 or GBK and said so nowhere: UTF-8 that decodes without a fault is UTF-8, the rest is tried as GB 18030.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const { text, encoding } = decode(bytes);
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // Page breaks and their like part words; the others nobody sees, and feeds may not hold them.
  const clean = lines.replace(/[\v\f\x85]/g, ' ').replace(/(?![\n\t])[\p{Cc}\uFEFF\uFFFE\uFFFF]/gu, '');
  return { text: clean, encoding, damaged: clean.includes('\uFFFD'), controls: clean !== lines };
}

function decode(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return as('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return as('utf-16be', bytes);
  const wide = wideWithoutMark(bytes);
  if (wide !== undefined) return as(wide, bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // Not this one.
    }
  }
  return as('utf-8', bytes);
}

const as = (encoding: string, bytes: Uint8Array) => ({ text: new TextDecoder(encoding).decode(bytes), encoding });

/** Text has no zero bytes but in UTF-16, where every ASCII letter brings one, always on the same side. */
function wideWithoutMark(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < Math.min(bytes.length, 400); i += 1) if (bytes[i] === 0) zeros[i % 2]! += 1;
  if (zeros[1]! > 3 && zeros[0] === 0) return 'utf-16le';
  if (zeros[0]! > 3 && zeros[1] === 0) return 'utf-16be';
  return undefined;
}
