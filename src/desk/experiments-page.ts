import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyDefinition } from '../lab/contract/definition.ts';
import { units, type ReadoutDeclaration, type SeriesDeclaration } from '../lab/contract/results.ts';
import type { ParamDefinition } from '../lab/contract/schema.ts';
import { componentName, labPath } from '../site/experiments.ts';

export const experimentsPageFile = 'docs/experiments.md';

/** Every experiment's definition, in the order of their names. @param root the repository's folder */
export async function loadDefinitions(root = '.'): Promise<AnyDefinition[]> {
  const folder = resolve(root, 'src/experiments');
  const files = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name, 'params.ts'))
    .filter((file) => existsSync(file));
  return Promise.all(
    files.map(async (file) => ((await import(pathToFileURL(file).href)) as { params: AnyDefinition }).params),
  );
}

/** Writes docs/experiments.md anew from what the experiments declare. @returns the file */
export async function writeExperimentsPage(root = '.'): Promise<string> {
  const file = join(root, experimentsPageFile);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, experimentsPage(await loadDefinitions(root)));
  return experimentsPageFile;
}

/** The experiments as Markdown: every key that may be set or read, with the words of its declaration. */
export function experimentsPage(definitions: readonly AnyDefinition[]): string {
  return [
    '# The experiments',
    '',
    'Written by `npm run docs` from each experiment’s `params.ts`; what is changed here is lost. How an experiment is made:',
    '[add-an-experiment.md](add-an-experiment.md).',
    '',
    '`npm run experiment -- NAME --KEY VALUE --json` takes the settings and prints the readouts and series. In the address',
    'of an experiment’s own page a setting is `?KEY=VALUE`, in a post `?NAME.KEY=VALUE`. A key with a slot, `loss.<nets>`,',
    'stands for one key for each value of the slot.',
    '',
    ...definitions.map(({ name, title }) => `- [${name}](#${name}): ${prose(title)}`),
    '',
    ...definitions.flatMap(sectionOf),
  ].join('\n');
}

function sectionOf(definition: AnyDefinition): string[] {
  const { name, title, question, schema, slots, readouts, series, instant, check } = definition;
  const asks = Object.entries(schema).filter(([, setting]) => setting.asks);
  return [
    `## ${name}`,
    '',
    `${prose(title)}：**${prose(question)}**`,
    '',
    `Its page is \`${labPath(name)}\`, its component in a post \`<${componentName(name)} />\`.`,
    ...(instant ? ['It answers every change of a setting.'] : []),
    ...(asks.length > 0
      ? [`Its trained networks answer a change of ${asks.map(([key]) => code(key)).join(', ')} without a training.`]
      : []),
    ...(check ? [`The reader can check its numbers: ${prose(check.label)}.`] : []),
    '',
    ...table(
      ['setting', 'label', 'takes', 'default', 'what it does'],
      Object.entries(schema).map(([key, setting]) => [
        code(key),
        labelWithSymbol(setting),
        allowedOf(setting),
        code(String(setting.default)),
        notesOf(setting),
      ]),
    ),
    ...table(['readout', 'label', 'unit', 'what it says', 'none'], Object.entries(readouts).map(rowOf)),
    ...table(['series', 'label', 'unit', 'what it says', 'none'], Object.entries(series).map(rowOf)),
    ...Object.entries(slots ?? {}).flatMap(([slot, values]) => [
      `\`<${slot}>\` is ${values.map(code).join(', ')}.`,
      '',
    ]),
  ];
}

function labelWithSymbol(setting: ParamDefinition): string {
  const symbol = setting.kind === 'number' && setting.symbol !== undefined ? ` ${setting.symbol}` : '';
  return prose(setting.label) + symbol;
}

function allowedOf(setting: ParamDefinition): string {
  if (setting.kind === 'text') return `a line of at most ${setting.maxLength} characters`;
  if (setting.kind === 'number') {
    const unit = setting.unit === undefined ? '' : ` ${prose(setting.unit)}`;
    return `${setting.min} to ${setting.max}${unit}, in steps of ${setting.step}`;
  }
  const options = setting.options.map(({ value, label }) => `${code(value)} ${prose(label)}`).join(', ');
  return setting.kind === 'choice' ? options : `1 to ${setting.most} of ${options}`;
}

function notesOf({ help, when, advanced, asks }: ParamDefinition): string {
  const conditions = Object.entries(when ?? {}).map(
    ([key, values]) => `${code(key)} is ${values.map(code).join(', ')}`,
  );
  return [
    ...(help === undefined ? [] : [prose(help)]),
    ...(conditions.length > 0 ? [`shown where ${conditions.join(' or ')}`] : []),
    ...(advanced ? ['behind 更多设置'] : []),
    ...(asks ? ['asks'] : []),
  ].join('; ');
}

function rowOf([key, declaration]: [string, ReadoutDeclaration | SeriesDeclaration<never>]): string[] {
  const { label, unit, means, only } = declaration;
  const none = [
    ...(only === undefined ? [] : [`there only: ${prose(only)}`]),
    ...('none' in declaration && declaration.none !== undefined ? [`null: ${prose(declaration.none)}`] : []),
    ...('grows' in declaration && declaration.grows ? ['grows with the run'] : []),
  ];
  return [code(key), prose(label), prose(units[unit]), prose(means), none.join('; ')];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`.replaceAll(/ {2,}/g, ' ');
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line), ''];
}

/** In a table a bar would end the cell, in code too. */
const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
const prose = (text: string): string => text.replaceAll(/[\\|<*_`[\]]/g, '\\$&');
