import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'astro/zod';
import type { ParamSchema } from '../lab/contract/schema.ts';

const folder = (): string => resolve('src/experiments');

/** When each params.ts was read: Node reads a module once, and an author's server outlives its changes. */
const readAt = new Map<string, number>();

/**
 * What an experiment may be set to, from its params.ts; undefined if it has none, or if the file has changed since it was read.
 * @throws whatever is wrong with that file
 */
export async function schemaOf(experiment: string): Promise<ParamSchema | undefined> {
  const file = join(folder(), experiment, 'params.ts');
  if (!existsSync(file)) return undefined;
  const { mtimeMs } = statSync(file);
  if ((readAt.get(file) ?? mtimeMs) !== mtimeMs) return undefined;
  readAt.set(file, mtimeMs);
  const { params } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    params?: { schema?: ParamSchema };
  };
  return params?.schema;
}

const record = z.object({ claims: z.array(z.object({ id: z.string() })) });

/** What `npm run record` has measured of an experiment. */
export function claimsOf(experiment: string): string[] {
  const file = join(folder(), experiment, 'recorded.json');
  if (!existsSync(file)) return [];
  const found = record.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return found.data?.claims.map(({ id }) => id) ?? [];
}
