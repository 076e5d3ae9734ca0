import { existsSync, readFileSync } from 'node:fs';
import type { AnyDefinition } from '../contract/definition.ts';
import { defaultsOf, type Params } from '../contract/schema.ts';
import { scriptWith } from '../page/take/script-text.ts';

const ownFile = (name: string): string => `src/experiments/${name}/reproduce.py`;
const partFile = (part: string): string => `src/lab/reproduce/${part}.py`;

/** Whether an experiment has been done again in PyTorch. */
export const isReproduced = (name: string): boolean => existsSync(ownFile(name));

/** An experiment in PyTorch as one file, which runs alone. @param params the defaults if not given */
export function reproduceFile(definition: AnyDefinition, params?: Params): string {
  return scriptWith(definition, params ?? defaultsOf(definition.schema), reproduceBody(definition.name));
}

/**
 * What its own reproduce.py says, behind what its first lines ask for: parts that scripts share (`# parts: draws pictures`), and
 * a file of its folder as text (`# data: drugs.csv` becomes DRUGS).
 */
export function reproduceBody(name: string): string {
  const own = readFileSync(ownFile(name), 'utf8');
  const [head = '', parts, data] = /^# parts: (.+)\n(?:# data: (.+)\n)?/.exec(own) ?? [];
  if (parts === undefined) throw new Error(`${ownFile(name)} does not begin with "# parts:".`);
  const texts = parts.split(' ').map((part) => readFileSync(partFile(part), 'utf8'));
  const tables = data === undefined ? [] : [dataText(name, data)];
  return [...texts, ...tables, own.slice(head.length)].map((text) => text.trim()).join('\n\n\n') + '\n';
}

function dataText(name: string, file: string): string {
  const text = readFileSync(`src/experiments/${name}/${file}`, 'utf8').trim();
  if (/\\|"""/.test(text)) throw new Error(`${file} of ${name} cannot stand between three quotation marks.`);
  return `# %% 数据\n${file.replace(/\W.*$/, '').toUpperCase()} = """\n${text}\n"""`;
}
