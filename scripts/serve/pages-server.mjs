import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'application/javascript; charset=utf-8',
  '.mjs': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.webmanifest': 'application/manifest+json',
};
const compressed = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.xml',
  '.txt',
  '.csv',
  '.svg',
  '.wasm',
  '.webmanifest',
]);

/**
 * Serves a folder as GitHub Pages does: under a base path, gzip for text, a folder's address gets its slash,
 * 404.html for what is not there, ten minutes of caching and no header that a page could rely on elsewhere.
 * @param {{ folder: string, base?: string }} options base begins and ends with "/"
 */
export function createPagesServer({ folder, base = '/' }) {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://pages.invalid');
    let path;
    try {
      path = decodeURIComponent(url.pathname);
    } catch {
      response.writeHead(400).end();
      return;
    }
    if (path === base.slice(0, -1) && base !== '/') return redirect(response, base + url.search);
    if (!path.startsWith(base)) return missing(response);
    let file = normalize(join(folder, path.slice(base.length)));
    if (file !== normalize(folder) && !file.startsWith(normalize(folder + sep))) return missing(response);
    let stat = statOf(file) ?? statOf(`${file}.html`, () => (file += '.html'));
    if (stat?.isDirectory()) {
      if (!path.endsWith('/')) return redirect(response, `${encodeURI(path)}/${url.search}`);
      file = join(file, 'index.html');
      stat = statOf(file);
    }
    if (!stat?.isFile()) return missing(response, join(folder, '404.html'));
    send(request, response, file, 200);

    function missing(to, page) {
      if (page && statOf(page)) send(request, to, page, 404);
      else to.writeHead(404, { 'content-type': 'text/plain' }).end('404');
    }
  });
}

function statOf(file, then) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat && then) then();
  return stat;
}

function redirect(response, location) {
  response.writeHead(301, { location }).end();
}

function send(request, response, file, status) {
  const kind = extname(file);
  const gzip = compressed.has(kind) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  let body;
  try {
    body = bodyOf(file, gzip);
  } catch {
    // It went between two looks at it: the site is being built anew.
    return void response.writeHead(503, { 'content-type': 'text/plain' }).end('503');
  }
  response.writeHead(status, {
    'content-type': types[kind] ?? 'application/octet-stream',
    'content-length': body.length,
    'cache-control': 'max-age=600',
    'access-control-allow-origin': '*',
    ...(gzip ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** What was sent once, by file and form: the tests open a thousand pages of one site. */
const sent = new Map();
/** Bytes: a folder of films stays on the disk. */
const mostKept = 64 * 1024 * 1024;
let kept = 0;

function bodyOf(file, gzip) {
  const name = `${file} ${gzip}`;
  const { mtimeMs, size } = statSync(file);
  const before = sent.get(name);
  if (before?.mtimeMs === mtimeMs && before.size === size) return before.body;
  const bytes = readFileSync(file);
  const body = gzip ? gzipSync(bytes) : bytes;
  kept += body.length - (before?.body.length ?? 0);
  if (kept <= mostKept) sent.set(name, { mtimeMs, size, body });
  else kept -= body.length;
  return body;
}

/** Listens on `port`, or the next free one. @returns {Promise<number>} the port */
export function listen(server, port, host = '127.0.0.1', attempts = 50) {
  return new Promise((resolve, reject) => {
    const attempt = (candidate, left) => {
      server.once('error', (error) => {
        if (error.code === 'EADDRINUSE' && left > 0) attempt(candidate + 1, left - 1);
        else reject(error);
      });
      server.listen(candidate, host, () => {
        server.removeAllListeners('error');
        resolve(server.address().port);
      });
    };
    attempt(port, attempts);
  });
}
