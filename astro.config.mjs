// @ts-check
import './scripts/serve/node-require.mjs';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { labPlugins } from './scripts/serve/lab-plugins.mjs';
import { experimentIslands } from './src/lab/build/experiment-islands.ts';
import { layersPlugin } from './scripts/serve/layers-plugin.mjs';
import { licencesPlugin } from './scripts/serve/licences-plugin.mjs';
import { oldSite } from './scripts/serve/old-site.mjs';
import { checks } from './src/markdown/checks.ts';
import { markdown } from './src/markdown/index.ts';
import { searchIndex } from './src/markdown/search-index.ts';
import { options } from './src/site/options.ts';
import { policyFor } from './src/site/site-options.ts';

// Other hosts, where the author has asked for them (src/site/options.ts); usually none.
const foreign = policyFor(options);

const { SITE_URL, BASE_PATH, OUT_DIR, CACHE_DIR } = process.env;

/** tfjs's ES modules cannot be imported by Node as they are (no file endings): the build bundles them, in every environment. */
const bundleTfjs = {
  name: 'bundle-tfjs',
  /** @param {string} name */
  configEnvironment: (name) => (name === 'client' ? {} : { resolve: { noExternal: [/^@tensorflow\//] } }),
};

export default defineConfig({
  // Both come from configure-pages in the deployment workflow, so that forks and custom domains need no edit.
  site: SITE_URL ?? 'http://127.0.0.1:4321',
  base: `/${(BASE_PATH ?? '').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/'),
  outDir: OUT_DIR ?? './dist',
  cacheDir: CACHE_DIR ?? './node_modules/.astro',
  trailingSlash: 'always',
  // A component's styles are no stronger for standing in it: layers say what wins.
  scopedStyleStrategy: 'where',
  markdown,
  integrations: [
    oldSite(),
    experimentIslands(),
    preact({ include: ['**/*.tsx'] }),
    mdx(),
    sitemap(),
    searchIndex(),
    checks(options.budgets),
  ],
  security: {
    csp: {
      // KaTeX places its boxes with style attributes; wasm is for kernels and search.
      directives: [
        "default-src 'self'",
        `img-src ${["'self'", 'data:', ...foreign.image].join(' ')}`,
        "font-src 'self'",
        `connect-src ${["'self'", ...foreign.connect].join(' ')}`,
        "worker-src 'self'",
        `frame-src ${foreign.frame.join(' ') || "'none'"}`,
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        ...foreign.trustedTypes,
      ],
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'", ...foreign.script] },
      styleDirective: { resources: ["'self'", ...foreign.style, { resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  vite: {
    // A font turned into a data: address would be refused by the CSP.
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        // Astro marks every post with a directive of its own, which has done its work by then.
        checks: { moduleLevelDirective: false },
      },
    },
    plugins: [bundleTfjs, layersPlugin(), ...labPlugins(), licencesPlugin()],
    worker: { format: 'es', plugins: () => [...labPlugins(), licencesPlugin()] },
  },
});
