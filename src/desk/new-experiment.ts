import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentName, labPath } from '../site/experiments.ts';
import { writeExperimentsPage } from './experiments-page.ts';

/** The experiment that every new one starts from: code of this site like any other, so that it is checked like any other. */
export const firstExperiment = 'src/desk/first-experiment';

/** What `npm run new -- --lab` was asked for. */
export interface NewExperiment {
  readonly name: string;
  /** Without it the first experiment's own. */
  readonly title: string | undefined;
}

/** The files of a new experiment's folder: those of the first one under another name. */
export function newExperimentFiles({ name, title }: NewExperiment): Map<string, string> {
  return new Map(
    readdirSync(firstExperiment)
      .sort()
      .map((file) => {
        const text = readFileSync(join(firstExperiment, file), 'utf8').replaceAll('\r\n', '\n');
        return [file, file === 'params.ts' ? renamed(text, { name, title }) : text];
      }),
  );
}

function renamed(text: string, { name, title }: NewExperiment): string {
  const named = text.replace(/^ {2}name: '.*',$/m, () => `  name: ${quoted(name)},`);
  return title === undefined ? named : named.replace(/^ {2}title: '.*',$/m, () => `  title: ${quoted(title)},`);
}

/** A string as Prettier writes it: in the quotes that need fewer backslashes. */
function quoted(text: string): string {
  const count = (quote: string): number => text.split(quote).length;
  const quote = count("'") > count('"') ? '"' : "'";
  return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}

/** Why there can be no experiment of that name, and what to do; undefined if there can. */
export function nameFault(name: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    const near = name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+/, '')
      .slice(0, 40)
      .replace(/-+$/, '');
    const remedy = near === '' ? 'name the phenomenon: step-size' : `try --lab ${near}`;
    return `“${name}” is no name for an experiment: it takes small letters, digits and hyphens, 40 at most; ${remedy}.`;
  }
  if (existsSync(`src/components/${componentName(name)}.astro`))
    return `<${componentName(name)} /> is a part of the pages already; choose another name.`;
  if (existsSync(`src/experiments/${name}`))
    return `src/experiments/${name}/ is there already; nothing is overwritten. Choose another name.`;
  return undefined;
}

/** It becomes one line of code, and a heading. */
function titleFault(title: string): string | undefined {
  return title === '' || [...title].length > 40 || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(title)
    ? '--title takes one line of 1 to 40 characters.'
    : undefined;
}

const usage = 'npm run new -- --lab some-phenomenon [--title "标题"]';

/**
 * `npm run new -- --lab NAME`: writes an experiment to start from, which runs as it stands. Never overwrites one.
 * @returns the exit code: 0, or 2 if what was asked for is not possible
 */
export async function runNewExperiment(args: readonly string[]): Promise<number> {
  const wrong = (message: string): number => {
    console.error(`${message}\n${usage}`);
    return 2;
  };
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 2) {
    const [option = '', value] = args.slice(i, i + 2);
    if (option !== '--lab' && option !== '--title') {
      return wrong(
        option.startsWith('--')
          ? `There is no option ${option} with --lab.`
          : `“${option}” stands alone; put a title in quotes behind --title.`,
      );
    }
    if (value === undefined || value.startsWith('--')) return wrong(`${option} is empty.`);
    given.set(option, value.trim());
  }
  const [name = '', title] = [given.get('--lab'), given.get('--title')];
  const fault = nameFault(name) ?? (title === undefined ? undefined : titleFault(title));
  if (fault !== undefined) return wrong(fault);

  const folder = `src/experiments/${name}`;
  mkdirSync(folder);
  for (const [file, text] of newExperimentFiles({ name, title })) {
    writeFileSync(join(folder, file), text, { flag: 'wx' });
    console.log(`${folder}/${file}`);
  }
  console.log(`${await writeExperimentsPage()} (its keys)`);
  console.log(
    `npm run dev shows it at ${labPath(name)}, npm run experiment -- ${name} runs it here, and a post has it with <${componentName(name)} />.`,
  );
  return 0;
}
