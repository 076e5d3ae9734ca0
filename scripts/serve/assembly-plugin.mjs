import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const sources = join(root, 'src', 'lab', 'science', 'kernels', 'assembly');
const id = 'virtual:lab-kernels';

/**
 * Makes `import bytes from 'virtual:lab-kernels'` the kernels' WebAssembly as base64: compiled from AssemblyScript when a
 * source has changed, kept in .cache otherwise. No binary is committed. Inline, because five kilobytes are not worth a
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
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(sources, file)));
  hash.update(asc.version).update(flags.join(' '));
  const folder = join(root, '.cache', 'kernels');
  const binary = join(folder, `${hash.digest('hex').slice(0, 16)}.wasm`);
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const bytes = await compile();
    // Renamed into place: another build may be reading.
    writeFileSync(`${binary}.${process.pid}`, bytes);
    renameSync(`${binary}.${process.pid}`, binary);
  }
  return readFileSync(binary);
}

/** Imported memory and no data segment: the kernels live on a heap that belongs to somebody else. */
const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd', '--use', 'abort='];

async function compile() {
  let bytes;
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...flags], {
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
  if (error || !bytes) throw new Error(`The kernels of src/lab/science/kernels/assembly do not compile:\n${stderr.toString()}`);
  return bytes;
}
