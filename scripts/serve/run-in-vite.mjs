import './node-require.mjs';
import { createServer } from 'vite';
import { labPlugins } from './lab-plugins.mjs';

/**
 * Runs TypeScript of src/ in Node through Vite, so that import.meta.glob and tfjs's bundler-style imports work as they
 * do in the site.
 * @template T
 * @param {string} path from the project's root, with a leading slash
 * @param {(module: any) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function runInVite(path, use) {
  const server = await createServer({
    configFile: false,
    plugins: labPlugins(),
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    ssr: { noExternal: [/^@tensorflow\//] },
  });
  try {
    return await use(await server.ssrLoadModule(path));
  } finally {
    await server.close();
  }
}
