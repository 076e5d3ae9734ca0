/**
 * Asks the server again for the files of this site that did not arrive, past the browser's cache: GitHub Pages lets ten minutes
 * pass before a browser looks again, for a 404 too, so that a retry, or even a new page, would be answered from the cache.
 *
 * @param script the address of a worker's script: a page does not hear of what that script imports
 */
export async function askAnew(script?: string): Promise<void> {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const lost = entries.filter(
    ({ name, responseStatus }) =>
      name.startsWith(`${location.origin}/`) && !(responseStatus >= 200 && responseStatus < 400),
  );
  const asked = new Set<string>();
  const ask = async (address: string, follow: boolean): Promise<void> => {
    if (asked.has(address)) return;
    asked.add(address);
    try {
      const answer = await fetch(address, { cache: 'reload' });
      if (!answer.ok || !follow) return;
      const imports = [...(await answer.text()).matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)];
      await Promise.all(imports.map(([, path]) => ask(new URL(path!, address).href, true)));
    } catch {
      // Still not to be had: who asked for it will say so.
    }
  };
  await Promise.all([
    ...lost.map(({ name }) => ask(name, false)),
    ...(script === undefined ? [] : [ask(new URL(script, location.href).href, true)]),
  ]);
}
