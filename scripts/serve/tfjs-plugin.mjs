import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stockOps } from '../../src/lab/worker/stock-ops.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tfjs = join(root, 'node_modules', '@tensorflow');

/** What `virtual:tfjs-ops/…` registers: from which folder, by which function, files ending how. */
const parts = {
  wasm: { folder: ['tfjs-backend-wasm', 'dist', 'kernels'], register: 'registerKernel', ending: '.js' },
  cpu: { folder: ['tfjs-backend-cpu', 'dist', 'kernels'], register: 'registerKernel', ending: '.js' },
  gradients: { folder: ['tfjs-core', 'dist', 'gradients'], register: 'registerGradient', ending: '_grad.js' },
};
const prefix = 'virtual:tfjs-ops/';
const threaded = '\0tfjs-threaded';

/**
 * tfjs as this site uses it:
 * - `import 'virtual:tfjs-ops/wasm'` (or cpu, gradients) registers the ops of src/lab/worker/stock-ops.mjs and no others;
 * - the wasm backend's threaded build is left out: it needs headers that GitHub Pages cannot send;
 * - the wasm backend's glue code, a script for every kind of environment, becomes a module for the one it is bundled for.
 */
export function tfjsPlugin() {
  return {
    name: 'tfjs',
    // Before Vite finds the files itself.
    enforce: 'pre',
    /** @param {string} source */
    resolveId(source) {
      if (source.startsWith(prefix)) return `\0${source}`;
      return /wasm-out\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/.test(source) ? threaded : null;
    },
    /** @param {string} id */
    load(id) {
      if (id === threaded) return 'export default undefined; export const wasmWorkerContents = "";';
      return id.startsWith(`\0${prefix}`) ? registration(parts[id.slice(prefix.length + 1)]) : null;
    },
    /** @param {string} code @param {string} id */
    transform(code, id, options) {
      if (!/tfjs-backend-wasm\/wasm-out\/tfjs-backend-wasm\.js/.test(id)) return null;
      const tail = code.indexOf("if (typeof exports === 'object' && typeof module");
      if (tail < 0) this.error('The glue code of tfjs-backend-wasm is not the one of version 4.22.');
      const module = `${code.slice(0, tail)}export default WasmBackendModule;`;
      // In a module there is no __dirname; nothing is looked for there, because the binary's place is given.
      if (options?.ssr) return { code: module.replaceAll('__dirname', '"."'), map: null };
      return { code: module.replace(/ENVIRONMENT_IS_NODE *=[^;]*;/, 'ENVIRONMENT_IS_NODE=false;'), map: null };
    },
  };
}

/** @param {(typeof parts)[keyof typeof parts]} part */
function registration({ folder, register, ending }) {
  const path = join(tfjs, ...folder);
  const files = new Map(readdirSync(path).map((file) => [file.toLowerCase(), file]));
  const found = stockOps.flatMap((name) => {
    const file = files.get(`${name}${ending}`.toLowerCase());
    if (!file) return [];
    const config = /export const (\w+Config)\b/.exec(readFileSync(join(path, file), 'utf8'))?.[1];
    if (!config) throw new Error(`${folder.join('/')}/${file} exports no configuration: is this tfjs 4.22?`);
    return [{ config, from: ['@tensorflow', ...folder, file].join('/') }];
  });
  return [
    `import { ${register} } from '@tensorflow/tfjs-core';`,
    ...found.map(({ config, from }) => `import { ${config} } from '${from}';`),
    `for (const config of [${found.map(({ config }) => config).join(', ')}]) ${register}(config);`,
  ].join('\n');
}
