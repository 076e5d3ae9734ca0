import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const here = pathToFileURL(import.meta.dirname + sep).href;
const site = mkdtempSync(join(tmpdir(), 'empty-site-')) + sep;

/** Runs a build's hooks in a process of its own. @returns its exit code */
function exitOf(build: string): number | null {
  const program = `
    const { checks } = await import('${here}checks.ts');
    const { finishPages } = await import('${here}built-pages.ts');
    const { hooks } = checks();
    const begin = () => hooks['astro:build:start']({});
    const end = async () => {
      await finishPages(${JSON.stringify(site)}, () => undefined);
      hooks['astro:build:done']({ dir: new URL(${JSON.stringify(pathToFileURL(site).href)}) });
    };
    void (async () => { ${build} })();`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' }).status;
}

test('a build that waits for what never comes has failed, one that comes to its end has not', () => {
  try {
    expect(exitOf('begin(); await end();')).toBe(0);
    expect(exitOf('begin(); await new Promise(() => undefined); await end();')).toBe(1);
  } finally {
    rmSync(site, { recursive: true });
  }
});
