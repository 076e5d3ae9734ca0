/** An address without percent escapes; one with a percent sign that escapes nothing (`/100%/`) comes back as it is. */
export function decodedUrl(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
