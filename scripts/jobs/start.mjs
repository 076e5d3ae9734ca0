import { join } from 'node:path';
import { say } from '../launch/say.mjs';
import { buildSite } from '../serve/build.mjs';
import { createPagesServer, listen } from '../serve/pages-server.mjs';
import { wantedPort } from '../serve/wanted-port.mjs';

const wanted = wantedPort();

say('Building the site ...');
const code = await buildSite();
if (code !== 0) {
  say('The build failed; its message stands above and names the file and the remedy.');
  process.exit(code);
}
const base = `/${(process.env.BASE_PATH ?? '').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
const server = createPagesServer({ folder: join(process.cwd(), 'dist'), base });
const port = await listen(server, wanted);
if (port !== wanted) say(`Port ${wanted} is taken; using ${port}.`);
say(`活讲义 is open at http://127.0.0.1:${port}${base}   (Ctrl-C ends it)`);
