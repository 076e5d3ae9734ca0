import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, say } from './say.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * A Chromium for the tests.
 * @typedef {object} TestBrowser
 * @property {string} path
 * @property {string} source where it was found, for people
 * @property {Record<string, string>} env what it needs in its environment besides ours
 */

/** Command-line switches for any of them; root may not use the sandbox, and nothing may talk to the network by itself. */
export const browserSwitches = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds a Chromium: BROWSER_PATH, the one from npm, one of the machine's, one that Playwright installed, and last (for
 * root on Debian, if `mayInstall`) Debian's own. The one from npm comes first because it is everyone's same version and
 * has no window of its own: the tests take half the time that they take in a desktop's Chromium.
 * @param {{ mayInstall?: boolean }} [options]
 * @returns {Promise<TestBrowser>}
 * @throws {Failure} if there is none
 */
export async function findBrowser({ mayInstall = false } = {}) {
  const wanted = process.env.BROWSER_PATH;
  if (wanted !== undefined && wanted !== '') {
    if (isFile(wanted)) return found(wanted, 'BROWSER_PATH');
    throw new Failure(
      `BROWSER_PATH=${wanted} is not a file.`,
      'Give the path of a Chrome or Chromium, or leave BROWSER_PATH out.',
    );
  }
  const packed = await fromNpm();
  if (packed) return packed;
  const own = machinePaths().find(isFile);
  if (own) return found(own, 'this machine');
  const playwright = playwrightPaths().find(isFile);
  if (playwright) return found(playwright, 'Playwright');
  if (mayInstall && fromDebian()) {
    const installed = machinePaths().find(isFile);
    if (installed) return found(installed, 'Debian');
  }
  throw new Failure(
    'There is no Chrome or Chromium for the browser tests.',
    'Install one (Debian: sudo apt-get install chromium fonts-noto-cjk; elsewhere: Google Chrome), or set BROWSER_PATH to one.',
  );
}

/** @param {string} path @param {string} source @returns {TestBrowser} */
function found(path, source) {
  return { path, source, env: {} };
}

/** @param {string} path */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Where Chrome and Chromium usually are, the PATH first. @returns {string[]} */
function machinePaths() {
  if (process.platform === 'darwin') {
    const places = ['/Applications', join(homedir(), 'Applications')];
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return places.flatMap((place) => names.map((name) => join(place, `${name}.app/Contents/MacOS/${name}`)));
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES, LOCALAPPDATA } = process.env;
    const places = [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA].filter(
      (place) => place !== undefined,
    );
    const names = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
    // Every Windows has Edge.
    return [...names, 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((name) =>
      places.map((place) => join(place, name)),
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ];
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), '/opt/google/chrome/chrome'];
}

/** What `npx playwright install chromium` leaves behind, newest first. @returns {string[]} */
function playwrightPaths() {
  const home =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: join(homedir(), 'Library/Caches/ms-playwright'),
      win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
    }[/** @type {string} */ (process.platform)] ??
    join(homedir(), '.cache/ms-playwright');
  if (!existsSync(home)) return [];
  const builds = readdirSync(home)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')));
  const programs = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-linux/headless_shell',
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-win64/chrome.exe',
    'chrome-win/chrome.exe',
  ];
  return builds.flatMap((build) => programs.map((program) => join(home, build, program)));
}

/**
 * The Chromium that npm brings (@sparticuz/chromium, made for AWS Lambda: Linux x64). It brings its own libraries when
 * it believes itself there, and unpacks into the temporary folder, which is therefore ours for the while.
 * @returns {Promise<TestBrowser | undefined>}
 */
async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const changed = ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'];
  const before = changed.map((name) => process.env[name]);
  const folder = join(root, '.cache', 'chromium');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'chromium')))
    say('Unpacking the Chromium that npm brought into .cache/chromium (once) ...');
  try {
    process.env.TMPDIR = folder;
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
    const { default: chromium, setupLambdaEnvironment } = await import('@sparticuz/chromium');
    // Its import does this once; a second look must find the same.
    setupLambdaEnvironment(join(folder, 'al2023', 'lib'));
    const path = await chromium.executablePath();
    const env = { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '', FONTCONFIG_FILE: fontList(folder) };
    const trial = spawnSync(path, ['--version', '--no-sandbox'], { env: { ...process.env, ...env }, encoding: 'utf8' });
    if (trial.status === 0) return { path, source: 'npm (@sparticuz/chromium)', env };
    say(`The Chromium from npm does not run here: ${(trial.stderr ?? String(trial.error)).trim()}`);
  } catch (error) {
    say(`The Chromium from npm could not be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    changed.forEach((name, i) => {
      if (before[i] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[i];
    });
  }
  return undefined;
}

/** Its own list of fonts names /tmp/fonts, where we did not unpack: without any font a page has no height. */
function fontList(folder) {
  const file = join(folder, 'fonts.conf');
  const places = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>`;
  const machine = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>';
  writeFileSync(file, `<?xml version="1.0"?>\n<fontconfig>${machine}${places}</fontconfig>\n`);
  return file;
}

/** Installs Debian's Chromium, for root only. @returns {boolean} whether apt-get ended well */
function fromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  say('Installing Chromium with apt-get (once) ...');
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const packages = ['chromium', 'fonts-noto-cjk'];
  spawnSync('apt-get', ['update', '-q'], options);
  return spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], options).status === 0;
}
