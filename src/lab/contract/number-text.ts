const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '.': '·',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** Raised digits of Unicode, for canvases and plain text where no markup can be used. */
export function superscript(value: number | string): string {
  return [...String(value)].map((character) => superscripts[character] ?? character).join('');
}

const digits = new Map(Object.entries(superscripts).map(([plain, raised]) => [raised, plain]));

/** The inverse of superscript; a minus sign comes out as one. */
export function plainDigits(raised: string): string {
  return [...raised]
    .map((character) => digits.get(character) ?? character)
    .join('')
    .replace('-', '−');
}

/** 10 to the power of `log10`, as people write it: 0.5, 120, 3.2 × 10⁻³⁰. Exactly zero is "0", a gap "—". */
export function powerText(log10: number | null | undefined): string {
  if (log10 === -Infinity) return '0';
  if (log10 === null || log10 === undefined || !Number.isFinite(log10)) return '—';
  if (log10 > -3 && log10 < 4) return String(Number((10 ** log10).toPrecision(log10 < 0 ? 2 : 3)));
  let exponent = Math.floor(log10);
  let mantissa = Number((10 ** (log10 - exponent)).toPrecision(2));
  if (mantissa >= 10) {
    mantissa /= 10;
    exponent++;
  }
  return `${mantissa.toFixed(1)} × 10${superscript(exponent)}`;
}

/** Cuts a text at its Unicode superscripts: where there is markup, <sup> in the text's own font reads better. */
export function raisedParts(text: string): { text: string; raised: boolean }[] {
  return text
    .split(/([⁻·⁰¹²³⁴⁵⁶⁷⁸⁹]+)/)
    .map((part, index) => (index % 2 === 1 ? { text: plainDigits(part), raised: true } : { text: part, raised: false }))
    .filter((part) => part.text !== '');
}

/** A tick of a logarithmic axis: 1, 10⁻²⁰. */
export function tickPowerText(log10: number): string {
  return log10 === 0 ? '1' : Number.isInteger(log10) ? `10${superscript(log10)}` : '';
}

/** A number as people write it: with a minus sign, not the hyphen that programs write. */
export function withMinus(number: number | string): string {
  return String(number).replaceAll('-', '−');
}

/** A number of a table or a readout: as many digits as mean something, no more. */
export function plainText(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string') return value;
  if (value === -Infinity) return '−∞';
  if (!Number.isFinite(value)) return '—';
  if (Number.isInteger(value)) return withMinus(value);
  return withMinus(
    Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5 ? Number(value.toPrecision(4)) : value.toExponential(2),
  );
}

/**
 * A share of 0 to 1 in per cent: 97%, 99.8%; what is no share is "—". Whole per cents, but that what is not quite all does
 * not read as all.
 */
export function shareText(share: number | null | undefined): string {
  if (share === null || share === undefined || Number.isNaN(share)) return '—';
  return withMinus(`${(100 * share).toFixed(share >= 0.995 && share < 0.9995 ? 1 : 0)}%`);
}
