import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { say } from './say.mjs';

/**
 * Where the other engines of Debian are; an engine that is not there is left out.
 * @typedef {object} Engines
 * @property {string} [firefox] the program
 * @property {{ driver: string, browser: string, screen: string }} [webkit] WebKitGTK's WebDriver, its own small browser, and
 * the screen in memory that a browser with a window needs
 */

const packages = ['firefox-esr', 'webkit2gtk-driver', 'xvfb', 'fonts-noto-cjk'];

/** Finds Firefox ESR and WebKitGTK, and installs them where root may, on Debian. @returns {Engines} */
export function findEngines() {
  const found = lookAround();
  if (found.firefox && found.webkit) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
  say(`Installing ${packages.join(', ')} with apt-get (once) ...`);
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  // Another installation may be under way.
  const patient = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  spawnSync('apt-get', ['update', ...patient], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...patient, ...packages], options);
  return lookAround();
}

/** What has to be installed by hand where the above may not. */
export const howToInstall = `sudo apt-get install ${packages.join(' ')}`;

/** @returns {Engines} */
function lookAround() {
  const [firefox] = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].filter(existsSync);
  const [browser] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser');
  const [driver, screen] = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];
  return {
    ...(firefox && { firefox }),
    ...(browser && existsSync(driver) && existsSync(screen) && { webkit: { driver, browser, screen } }),
  };
}
