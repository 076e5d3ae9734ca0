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

/** What its own reproduce.py says, behind the parts that its first line asks for (`# parts: draws pictures`). */
export function reproduceBody(name: string): string {
  const own = readFileSync(ownFile(name), 'utf8');
  const [, parts] = /^# parts: (.+)\n+/.exec(own) ?? [];
  if (parts === undefined) throw new Error(`${ownFile(name)} does not begin with "# parts:".`);
  const texts = parts.split(' ').map((part) => readFileSync(partFile(part), 'utf8'));
  return [...texts, own.replace(/^.*\n+/, '')].map((text) => text.trim()).join('\n\n\n') + '\n';
}
