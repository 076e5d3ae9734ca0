import { statSync } from 'node:fs';
import { isAbsolute, join, normalize, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { layerOrder, layersIn, sheetOf, sheets } from '../../src/styles/layers.ts';

const root = join(fileURLToPath(import.meta.url), '../../..');
const palette = join(root, 'src/styles/palette.ts');
const paletteSheet = join(root, 'src/styles/palette.css');

/** Style sheets, and the styles of .astro files; not one that is asked for as text. */
const isStyle = (/** @type {string} */ id) =>
  /\.css(?:$|\?)|[?&]type=style&/.test(id) && !/[?&](?:raw|url|inline)\b/.test(id);

/**
 * The site's style sheets: palette.css is made from palette.ts; the order of the layers (src/styles/layers.ts)
 * stands before the rules of every file, in whatever order files come; and of all files three sheets are made, by their layers.
 */
export function layersPlugin() {
  /** @type {Map<string, import('../../src/styles/layers.ts').Sheet>} */
  const sheetOfFile = new Map();
  return {
    name: 'style-layers',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id */
    async load(id) {
      if (normalize(id.split('?')[0] ?? '') !== paletteSheet) return null;
      this.addWatchFile?.(palette);
      // Fresh from the disk: in npm run dev a changed palette shows at once.
      const { paletteCss } = await import(`${pathToFileURL(palette)}?${statSync(palette).mtimeMs}`);
      return paletteCss();
    },
    /**
     * @param {string} code
     * @param {string} id
     */
    transform(code, id) {
      if (!isStyle(id) || /[\\/]node_modules[\\/]/.test(id)) return null;
      try {
        layersIn(code);
        sheetOfFile.set(id, sheetOf(code));
      } catch (problem) {
        const [file = id] = id.split('?');
        this.error(`${isAbsolute(file) ? relative(root, file) : file}: ${problem.message}`);
      }
      return { code: `${layerOrder}\n${code}`, map: null };
    },
    /**
     * Astro takes the sheets of a page from the build that renders pages.
     * @param {string} name
     */
    configEnvironment(name) {
      if (name === 'client') return {};
      const groups = sheets.map((sheet) => ({
        name: sheet,
        test: (/** @type {string} */ id) => sheetOfFile.get(id) === sheet,
      }));
      return { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } };
    },
  };
}
