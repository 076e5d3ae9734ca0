import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licensePlugin } from 'rolldown-license-plugin';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');

/**
 * A package of which something travels to readers.
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license by its short name (SPDX)
 * @property {string} text the licence itself
 */

/**
 * What no bundle tells of: style sheet and fonts; a search index's program; the scripts that Astro and Vite write into pages and
 * bundles themselves; the runtime in our compiled kernels.
 */
const besides = ['katex', 'pagefind', 'astro', 'vite', 'assemblyscript'];

/**
 * Where the page that lists them (src/pages/licenses.astro) finds them, in the same process: pages are written when the bundles
 * for readers are there, and what writes them is a bundle of its own.
 * @type {Map<string, ShippedPackage>}
 */
const shipped = (globalThis[Symbol.for('shipped-packages')] ??= new Map());

/** Collects the licences of all packages that are in the bundles for readers, workers' included. */
export function licencesPlugin() {
  return {
    ...licensePlugin({
      done(found) {
        for (const one of [...found, ...besides.map(installed)]) shipped.set(one.name, withText(one));
      },
    }),
    /** @param {{ name: string }} environment */
    applyToEnvironment: ({ name }) => name === 'client',
  };
}

/** @param {string} name @returns what the plugin would say of it */
function installed(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // A file, or a folder of files.
  const texts = globSync('LICENSE{,.*,/*}', { cwd: folder }).map((file) => join(folder, file));
  const text = texts
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  // Vite's goes on with what it is made of, and none of that goes to readers.
  return { name, version, license, licenseText: text.split(/^# Licenses of bundled dependencies/m)[0] };
}

/** @returns {ShippedPackage} @throws Error if nobody knows the words of its licence */
function withText({ name, version, license, licenseText }) {
  // TensorFlow.js brings no text. This licence names no owner: it has the same words everywhere.
  const text = licenseText || (license === 'Apache-2.0' ? installed('assemblyscript').licenseText : '');
  if (license === '' || text === '')
    throw new Error(
      `${name} goes to readers and has no licence, or none whose text is known (scripts/serve/licences-plugin.mjs).`,
    );
  return { name, version, license, text: text.trim() };
}
