import { readParams, type Problem } from './read-params.ts';
import type { ParamSchema, ParamsOf, ParamValue } from './schema.ts';

/** On a post several experiments share the address: keys carry the experiment's name there. */
export interface QueryPlace {
  readonly name: string;
  readonly prefixed: boolean;
}

const keyIn = ({ name, prefixed }: QueryPlace, key: string) => (prefixed ? `${name}.${key}` : key);

/**
 * Reads an experiment's settings from an address. Keys that are not ours are ignored without a word (they may belong to
 * somebody else); values out of range are brought into it, and named in `problems`.
 */
export function readStateQuery<S extends ParamSchema>(
  schema: S,
  search: string,
  place: QueryPlace,
): { params: ParamsOf<S>; problems: Problem[]; present: boolean } {
  const query = new URLSearchParams(search);
  const given: Record<string, string> = {};
  for (const key of Object.keys(schema)) {
    const value = query.get(keyIn(place, key));
    if (value !== null) given[key] = value;
  }
  return { ...readParams(schema, given), present: Object.keys(given).length > 0 };
}

/** The address's query with this experiment's settings in it: only those off their default. Others' keys are kept. */
export function writeStateQuery<S extends ParamSchema>(
  schema: S,
  params: ParamsOf<S>,
  search: string,
  place: QueryPlace,
): string {
  const query = new URLSearchParams(search);
  for (const [key, definition] of Object.entries(schema)) {
    const value = params[key] as ParamValue;
    if (String(value) === String(definition.default)) query.delete(keyIn(place, key));
    else query.set(keyIn(place, key), String(value));
  }
  // A comma is safe in a query and keeps the address readable.
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
