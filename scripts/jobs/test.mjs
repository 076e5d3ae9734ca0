/**
 * The whole suite: static checks, then Vitest's projects. `npm test -- --project unit` runs one part (static, unit,
 * build, browser; may be given again), every other argument goes to Vitest: `npm test -- --project browser theme`.
 * The last line is `N passed, N failed`, and `, N skipped` if any were; each static check counts as one test.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBrowser } from '../launch/browser.mjs';
import { Failure, say } from '../launch/say.mjs';

const parts = ['static', 'unit', 'build', 'browser'];
const { chosen, rest } = readArguments(process.argv.slice(2));
const total = { passed: 0, failed: 0, skipped: 0 };
const started = Date.now();

// Some forty processes of these tests start Astro: what V8 has compiled once need not be compiled again.
process.env['NODE_COMPILE_CACHE'] ??= resolve('.cache/compiled');

// Beside each other: none needs all cores to its end.
const forms = chosen.includes('static') ? checkForms() : undefined;
const site = chosen.includes('static') ? checkSite() : undefined;
if (chosen.includes('unit')) await runProject('unit');
// The build tests want the store that the site fills; what oxlint finds they need not wait for.
await site;
if (chosen.includes('build')) await runProject('build');
await forms;
if (chosen.includes('browser')) await runProject('browser');

const { passed, failed, skipped } = total;
say(`The suite took ${seconds(started)}.`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;

/** @param {string[]} args */
function readArguments(args) {
  const chosen = [];
  const rest = [];
  for (let i = 0; i < args.length; i += 1) {
    const name = args[i] === '--project' ? args[(i += 1)] : /^--project=(.*)$/.exec(args[i])?.[1];
    if (name === undefined && args[i] !== undefined) rest.push(args[i]);
    else if (parts.includes(name)) chosen.push(name);
    else {
      say(`There is no part "${name ?? ''}" of the tests.\n  Use --project with one of: ${parts.join(', ')}.`);
      process.exit(2);
    }
  }
  // A filter is meant for Vitest: static checks know no test files.
  if (chosen.length === 0) chosen.push(...(rest.length > 0 ? parts.slice(1) : parts));
  return { chosen, rest };
}

/** What needs no test of its own: types and form. */
async function checkForms() {
  // Writes the types of the posts, which the next reads. TypeScript's own files are oxlint's: a tenth of the time.
  const pages = ['--tsconfig', 'tsconfig.astro.json'];
  await check('astro check', ['astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'warning', ...pages]);
  await check('oxlint', ['oxlint/bin/oxlint']);
  await check('prettier', ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']);
}

/** That the site builds at all. */
async function checkSite() {
  // The site that the browser tests are about. Also fills the store, which in a fresh clone four builds of the next part
  // would otherwise fill four times over.
  if (await check('site', [resolve('tests/browser/test-site.ts')])) process.env['SITE_BUILT'] = '1';
}

/** A static check: one test, silent unless it fails. @param {string} name @param {string[]} command under node_modules @returns whether it passed */
async function check(name, [script, ...args]) {
  const begun = Date.now();
  say(`${name} ...`);
  const child = spawn(process.execPath, [resolve('node_modules', script), ...args], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code === 0) total.passed += 1;
  else {
    total.failed += 1;
    console.log(output.trimEnd());
  }
  say(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(begun)})`);
  return code === 0;
}

/** One of Vitest's projects, with its own progress. @param {string} project */
async function runProject(project) {
  const begun = Date.now();
  say(`${project} tests ...`);
  try {
    if (project === 'browser') {
      const { path, source } = await findBrowser({ mayInstall: true });
      say(`The browser is ${path} (${source}).`);
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    total.failed += 1;
    say(`✗ ${error.message}\n  ${error.remedy}`);
    return;
  }
  const report = join('.cache', 'test', `${project}.json`);
  mkdirSync(join('.cache', 'test'), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const filter = rest.length > 0 ? ['--passWithNoTests', ...rest] : [];
  const child = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters, ...filter],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const code = await new Promise((resolve) => child.on('close', resolve));
  const counts = readReport(report);
  // Vitest also fails for what is no test's fault: a set-up, an unhandled error.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  for (const key of ['passed', 'failed', 'skipped']) total[key] += counts[key];
  say(`${code === 0 ? '✓' : '✗'} ${project} tests (${seconds(begun)})`);
}

/** Counts of a report; a file that failed without a failed test (it could not be loaded, a hook threw) is a failure. */
function readReport(file) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { ...counts, failed: 1 };
  }
  for (const { status, assertionResults } of report.testResults) {
    const failedBefore = counts.failed;
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (status === 'failed' && counts.failed === failedBefore) counts.failed += 1;
  }
  return counts;
}

/** @param {number} since */
function seconds(since) {
  const all = Math.round((Date.now() - since) / 1000);
  return all < 60 ? `${all} s` : `${Math.floor(all / 60)} min ${all % 60} s`;
}
