import { join } from 'node:path';
import { Failure, say } from '../launch/say.mjs';
import { buildSite } from '../serve/build.mjs';
import { createPagesServer, listen } from '../serve/pages-server.mjs';

const wanted = Number(process.env.PORT ?? 4321);
if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535) {
  const { message, remedy } = new Failure(
    `PORT=${process.env.PORT} is not a port.`,
    'Give a number from 1 to 65535, or leave PORT out.',
  );
  say(`${message}\n  ${remedy}`);
  process.exit(1);
}

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
