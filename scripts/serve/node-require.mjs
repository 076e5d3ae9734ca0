import { createRequire } from 'node:module';

/** tfjs-core's ES modules, bundled for Node, call `require('util')`: import this file before anything that loads them. */
globalThis.require ??= createRequire(import.meta.url);
