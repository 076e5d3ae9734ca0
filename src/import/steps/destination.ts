/** An address as Markdown takes it: no spaces, no loose brackets, no backslash. */
export function destinationOf(address: string): string {
  const url = address
    .replaceAll('\\', '/')
    .replace(/\s/g, '%20')
    .replace(/%(?![0-9a-fA-F]{2})/g, '%25');
  return /[()<>]/.test(url) ? url.replace(/[()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`) : url;
}
