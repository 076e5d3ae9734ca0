import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, sharedStore } from '../../src/store/store.ts';

// Not asked of the compiler: it is a large part of a build's start, and is needed only when a source has changed.
const { version } = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('assemblyscript/package.json')), 'utf8'));

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const sources = join(root, 'src', 'lab', 'science', 'kernels', 'assembly');
const id = 'virtual:lab-kernels';

/**
 * Makes `import bytes from 'virtual:lab-kernels'` the kernels' WebAssembly as base64: compiled from AssemblyScript when a
 * source has changed, kept in .cache otherwise. No binary is committed. Inline, because 14 kB (compressed) are not worth a
 * request that may fail.
 */
export function assemblyPlugin() {
  return {
    name: 'lab-kernels',
    /** @param {string} source */
    resolveId: (source) => (source === id ? `\0${id}` : null),
    /** @param {string} module */
    async load(module) {
      if (module !== `\0${id}`) return null;
      const files = readdirSync(sources).sort();
      for (const file of files) this.addWatchFile?.(join(sources, file));
      return `export default ${JSON.stringify((await compiled(files)).toString('base64'))};`;
    },
  };
}

/** @param {string[]} files */
async function compiled(files) {
  const name = hashOf(
    version,
    flags().join(' '),
    ...files.flatMap((file) => [file, readFileSync(join(sources, file))]),
  );
  const kept = sharedStore().read('kernels', name);
  if (kept) return kept;
  const bytes = Buffer.from(await compile());
  sharedStore().write('kernels', name, bytes);
  return bytes;
}

/** Imported memory and no data segment: the kernels live on a heap that belongs to somebody else. */
const usual = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd', '--use', 'abort='];

/** The functions' names go along only where a profiler is to say them (`npm run bench -- --case`). */
const flags = () => (process.env.KERNEL_NAMES ? [...usual, '--debug'] : usual);

async function compile() {
  const { default: asc } = await import('assemblyscript/asc');
  let bytes;
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...flags()], {
    readFile: (name, base) => {
      const path = join(base, name);
      const file = path.startsWith(root) ? path : join(sources, name);
      return existsSync(file) ? readFileSync(file, 'utf8') : null;
    },
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || !bytes)
    throw new Error(`The kernels of src/lab/science/kernels/assembly do not compile:\n${stderr.toString()}`);
  return bytes;
}
