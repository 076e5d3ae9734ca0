/**
 * What an author pastes into a page of their own to show an experiment there. The frame tells its page how tall it is
 * (components/scripts/embed.js); a page that does not listen keeps the height given here.
 * @param url of the experiment's page with its settings @param height px
 */
export function embedCode(url: string, title: string, height: number): string {
  const address = new URL(url);
  const src = `${url}${address.search ? '&' : '?'}embed`;
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${escaped(src)}" title="${escaped(title)}" width="100%" height="${Math.ceil(height)}" style="border: 0" loading="lazy" allow="fullscreen; clipboard-write"></iframe>`;
}
