import type { AnyDefinition, SettingsOf } from './definition.ts';
import { labelOf, type Params } from './schema.ts';
import type { ReadoutDeclaration, Result, ResultOf, SeriesDeclaration } from './results.ts';

/**
 * Declarations of an experiment's keys with every slot filled, in the labels too: `loss.sigmoid` -> the declaration of
 * `loss.<nets>`, labelled 损失（sigmoid）.
 */
export interface FilledTables {
  readonly readouts: ReadonlyMap<string, ReadoutDeclaration>;
  readonly series: ReadonlyMap<string, SeriesDeclaration<Params>>;
}

/** Keys as they are declared are many fewer than keys as they stand in results: filled once for each definition. */
const filled = new WeakMap<AnyDefinition, FilledTables>();

export function filledTables(definition: AnyDefinition): FilledTables {
  const known = filled.get(definition);
  if (known) return known;
  const fill = <T extends { readonly label: string }>(table: Readonly<Record<string, T>>) =>
    new Map(
      Object.entries(table).flatMap(([key, declaration]) =>
        fillingsOf(definition, key).map((filling): [string, T] => [
          filling.key,
          { ...declaration, label: filledLabel(definition, declaration.label, filling.values) },
        ]),
      ),
    );
  const tables = { readouts: fill(definition.readouts), series: fill(definition.series) };
  filled.set(definition, tables);
  return tables;
}

/** A key with its slots filled, and what fills them. */
interface Filling {
  readonly key: string;
  readonly values: readonly (readonly [slot: string, value: string])[];
}

/**
 * All keys that a declared key stands for.
 * @throws if a slot is neither one of the definition's slots nor a setting with options
 */
function fillingsOf(definition: AnyDefinition, key: string): Filling[] {
  const [, before, slot, after] = /^([^<]*)<([^>]+)>(.*)$/.exec(key) ?? [];
  if (before === undefined || slot === undefined || after === undefined) return [{ key, values: [] }];
  return slotValues(definition, slot).flatMap((value) =>
    fillingsOf(definition, after).map((rest) => ({
      key: `${before}${value}${rest.key}`,
      values: [[slot, value] as const, ...rest.values],
    })),
  );
}

export const keysOf = (definition: AnyDefinition, key: string): string[] =>
  fillingsOf(definition, key).map((filling) => filling.key);

function filledLabel(definition: AnyDefinition, label: string, values: Filling['values']): string {
  let text = label;
  const behind: string[] = [];
  for (const [slot, value] of values) {
    const name = slotName(definition, slot, value);
    if (text.includes(`<${slot}>`)) text = text.replaceAll(`<${slot}>`, name);
    else if (name !== '') behind.push(name);
  }
  return behind.length === 0 ? text : `${text}（${behind.join('，')}）`;
}

function slotName({ schema, slotNames }: AnyDefinition, slot: string, value: string): string {
  const setting = schema[slot];
  return slotNames?.[slot]?.[value] ?? (setting && 'options' in setting ? labelOf(setting, value) : value);
}

export function slotValues({ name, schema, slots }: AnyDefinition, slot: string): readonly string[] {
  const own = slots?.[slot];
  if (own) return own;
  const setting = schema[slot];
  if (setting && 'options' in setting) return setting.options.map(({ value }) => value);
  throw new Error(`${name}: the slot <${slot}> is neither in "slots" nor a setting with options.`);
}

const isAlways = (key: string, { only }: { readonly only?: string }) => !key.includes('<') && only === undefined;

/**
 * Where a result departs from what its experiment declares: keys that are unknown or missing, a null without a declared
 * reason, a series of another length. @returns one English sentence a fault; none if it is as declared
 */
export function resultFaults(definition: AnyDefinition, params: SettingsOf<AnyDefinition>, result: Result): string[] {
  const tables = filledTables(definition);
  const faults: string[] = [];
  for (const [key, value] of Object.entries(result.readouts)) {
    const declaration = tables.readouts.get(key);
    if (!declaration) faults.push(`The readout "${key}" is not declared.`);
    else if (value === null ? declaration.none === undefined : typeof value !== 'number' || Number.isNaN(value))
      faults.push(`The readout "${key}" is ${String(value)}.`);
  }
  for (const [key, values] of Object.entries(result.series)) {
    const declaration = tables.series.get(key);
    if (!declaration) faults.push(`The series "${key}" is not declared.`);
    else if (!(values instanceof Float64Array)) faults.push(`The series "${key}" is no row of numbers.`);
    else {
      const length = declaration.length?.(params);
      const fits = length === undefined || values.length === length || (declaration.grows && values.length < length);
      if (!fits) faults.push(`The series "${key}" has ${values.length} numbers instead of ${length}.`);
    }
  }
  const missing = (what: string, declared: Readonly<Record<string, { only?: string }>>, found: object) =>
    Object.entries(declared)
      .filter(([key, declaration]) => isAlways(key, declaration) && !Object.hasOwn(found, key))
      .map(([key]) => `The ${what} "${key}" is missing.`);
  return [
    ...faults,
    ...missing('readout', definition.readouts, result.readouts),
    ...missing('series', definition.series, result.series),
  ];
}

/**
 * A result that came from another thread or from a file, as one of this experiment's.
 * @throws if it is none: a page and a worker of two deployments
 */
export function asResultOf<D extends AnyDefinition>(
  definition: D,
  params: SettingsOf<AnyDefinition>,
  result: Result,
): ResultOf<D> {
  const faults = resultFaults(definition, params, result);
  if (faults.length > 0) throw new Error(`${definition.name}: ${faults.join(' ')}`);
  return result as ResultOf<D>;
}
