import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Engines } from '../../scripts/launch/engines.mjs';
import { type Engine, namedKeys, pause, until } from './engine.ts';

/**
 * WebKitGTK, the engine of GNOME's browser and a sister of Safari's, by the WebDriver that comes with it: plain JSON over HTTP.
 * Its own small browser has a window, for which a screen is kept in memory. @param folder for what they write
 */
export async function startWebKit(
  { driver, browser, screen }: NonNullable<Engines['webkit']>,
  folder: string,
): Promise<Engine> {
  const started: ChildProcess[] = [];
  const stopAll = (): void => {
    for (const child of started.reverse()) child.kill();
  };
  process.once('exit', stopAll);

  const display = spawn(screen, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  started.push(display);
  const number = await new Promise<string>((done, fail) => {
    display.stdio[3]?.once('data', (data: Buffer) => {
      done(data.toString().trim());
    });
    display.once('exit', () => {
      fail(new Error('Xvfb did not start'));
    });
  });
  const port = await freePort();
  started.push(
    spawn(driver, [`--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, ...homeIn(folder), DISPLAY: `:${number}` },
    }),
  );

  const call = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      // A page that has died never answers.
      signal: AbortSignal.timeout(60_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (answer.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`WebKitWebDriver: ${path}: ${error} ${message}`);
  };
  await until(
    () => call('GET', '/status').catch(() => null),
    (status) => status !== null,
  );
  const options = { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } };
  const { sessionId, capabilities } = (await call('POST', '/session', {
    capabilities: { alwaysMatch: options },
  })) as { sessionId: string; capabilities: { browserVersion: string } };
  const own = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) =>
    call(method, `/session/${sessionId}${path}`, body);
  const evaluate: Engine['evaluate'] = async (work, ...args) =>
    (await own('POST', '/execute/sync', { script: `return (${String(work)})(...arguments)`, args })) as never;

  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    touches: false,
    open: async (url) => {
      await own('POST', '/url', { url });
      // Keys that are pressed before its first picture are lost.
      await evaluate(() => {
        const mark = (): void => void (document.documentElement.dataset['painted'] = '');
        requestAnimationFrame(() => requestAnimationFrame(mark));
      });
      await until(() => evaluate(() => 'painted' in document.documentElement.dataset), Boolean);
      await pause(200);
    },
    back: async () => void (await own('POST', '/back', {})),
    size: async (width, height) => {
      // Of the window: what it adds to the page is known once it is there.
      await own('POST', '/window/rect', { width, height });
      const inner = await evaluate(() => innerHeight);
      await own('POST', '/window/rect', { width, height: height + (height - inner) });
    },
    evaluate,
    click: async (selector) => {
      const element = (await own('POST', '/element', { using: 'css selector', value: selector })) as object;
      await own('POST', `/element/${String(Object.values(element)[0])}/click`, {});
    },
    tap: () => Promise.reject(new Error('no finger')),
    press: async (...keys) => {
      const actions = keys
        .map((key) => (key in namedKeys ? namedKeys[key as keyof typeof namedKeys] : key))
        .flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]);
      await own('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
    },
    screenshot: async (file) => {
      writeFileSync(file, Buffer.from((await own('GET', '/screenshot')) as string, 'base64'));
    },
    close: async () => {
      await own('DELETE', '').catch(() => undefined);
      stopAll();
    },
  };
}

/** A home of its own: the reader's settings, and a style that lets the window be as narrow as a phone. */
function homeIn(folder: string): Record<string, string> {
  const config = join(folder, 'config');
  mkdirSync(join(config, 'gtk-3.0'), { recursive: true });
  writeFileSync(
    join(config, 'gtk-3.0', 'gtk.css'),
    `* { min-width: 0; padding-left: 0; padding-right: 0; margin-left: 0; margin-right: 0; }
headerbar *, toolbar *, entry { font-size: 1px; -gtk-icon-transform: scale(0.1); }
`,
  );
  return {
    XDG_CONFIG_HOME: config,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    // What there is of a graphics card is in memory too.
    LIBGL_ALWAYS_SOFTWARE: '1',
  };
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        done(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}
