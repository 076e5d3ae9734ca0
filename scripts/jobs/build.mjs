import { buildSite } from '../serve/build.mjs';

process.exit(await buildSite());
