/**
 * Words to look for where an address leads nowhere: the last part of the path that says something. Numbers (dates, pages)
 * and file endings say nothing: "/2016/10/lstm-lecture.html" -> "lstm lecture".
 * @param path of the page that is not there, as in `location.pathname`
 * @param base the site's path, `/` or `/repo/`
 */
export function wordsOfAddress(path: string, base: string): string {
  const parts = (path.startsWith(base) ? path.slice(base.length) : path).split('/').map((part) =>
    decoded(part)
      .replace(/\.\w{1,5}$/u, '')
      .replaceAll(/[-_+.\s]+/gu, ' ')
      .trim(),
  );
  return (
    parts
      .filter((part) => /\p{L}/u.test(part) && part !== 'index')
      .at(-1)
      ?.slice(0, 80) ?? ''
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
