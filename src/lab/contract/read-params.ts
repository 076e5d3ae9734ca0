import { defaultsOf, type ParamDefinition, type ParamSchema, type ParamsOf, type ParamValue } from './schema.ts';

/** Why a given value was not taken as it stands. `allowed` is the range or the list, ready to be shown. */
export interface Problem {
  readonly key: string;
  readonly given: string;
  readonly kind: 'unknown-key' | 'not-a-value' | 'out-of-range';
  readonly allowed: string;
}

/**
 * Turns text or loose values into settings: what is missing becomes the default, a number out of range its nearest
 * bound, anything else the default. The only place where bounds are applied.
 * @returns complete settings, and a problem for every value that was not taken as given
 */
export function readParams<S extends ParamSchema>(
  schema: S,
  given: Readonly<Record<string, unknown>>,
): { params: ParamsOf<S>; problems: Problem[] } {
  const params: Record<string, ParamValue> = { ...defaultsOf(schema) };
  const problems: Problem[] = [];
  for (const [key, raw] of Object.entries(given)) {
    if (raw === undefined) continue;
    const definition = Object.hasOwn(schema, key) ? schema[key] : undefined;
    if (!definition) {
      problems.push({ key, given: printed(raw), kind: 'unknown-key', allowed: Object.keys(schema).join(', ') });
      continue;
    }
    const { value, problem } = readValue(definition, raw);
    params[key] = value;
    if (problem) problems.push({ key, given: printed(raw), kind: problem, allowed: allowedText(definition) });
  }
  return { params: params as ParamsOf<S>, problems };
}

function readValue(definition: ParamDefinition, raw: unknown): { value: ParamValue; problem?: Problem['kind'] } {
  switch (definition.kind) {
    case 'number': {
      const number = typeof raw === 'number' ? raw : typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : NaN;
      if (!Number.isFinite(number)) return { value: definition.default, problem: 'not-a-value' };
      const value = toStep(Math.min(definition.max, Math.max(definition.min, number)), definition.step, definition);
      const outside = number < definition.min || number > definition.max;
      return outside ? { value, problem: 'out-of-range' } : { value };
    }
    case 'text': {
      if (typeof raw !== 'string' && typeof raw !== 'number')
        return { value: definition.default, problem: 'not-a-value' };
      // One line without control characters and halves of characters, whatever a link brings; nor is one cut in two here.
      const line = String(raw)
        .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
        .replace(/\p{Cs}/gu, '\uFFFD');
      const value = line.slice(0, definition.maxLength).replace(/\p{Cs}$/u, '');
      return value.length < line.length ? { value, problem: 'out-of-range' } : { value };
    }
    case 'choice':
      return definition.options.some((option) => option.value === raw)
        ? { value: raw as string }
        : { value: definition.default, problem: 'not-a-value' };
    case 'choices': {
      const list = Array.isArray(raw) ? raw.map(String) : typeof raw === 'string' ? raw.split(',') : [];
      const known = definition.options.map((option) => option.value).filter((value) => list.includes(value));
      if (known.length === 0) return { value: definition.default, problem: 'not-a-value' };
      const value = known.slice(0, definition.most);
      return value.length === new Set(list).size ? { value } : { value, problem: 'out-of-range' };
    }
  }
}

/** The nearest multiple of `step` within the bounds, free of binary dust (0.30000000000000004 becomes 0.3). */
export function toStep(value: number, step: number, bounds: { min: number; max: number }): number {
  const rounded = Number((Math.round(value / step) * step).toPrecision(12));
  return Math.min(bounds.max, Math.max(bounds.min, rounded));
}

/** What a setting accepts, for messages: "2 to 100 in steps of 1", "linear | tanh". */
export function allowedText(definition: ParamDefinition): string {
  if (definition.kind === 'number') return `${definition.min} to ${definition.max} in steps of ${definition.step}`;
  if (definition.kind === 'text') return `a line of at most ${definition.maxLength} characters`;
  const values = definition.options.map((option) => option.value);
  return definition.kind === 'choice' ? values.join(' | ') : `1 to ${definition.most} of ${values.join(',')}`;
}

/** Whether the control of a setting is to be shown beside these settings. */
export function isRelevant(definition: ParamDefinition, params: Readonly<Record<string, ParamValue>>): boolean {
  if (!definition.when) return true;
  return Object.entries(definition.when).some(([key, values]) => {
    const value = params[key];
    return typeof value === 'object' ? value.some((v) => values.includes(v)) : values.includes(String(value));
  });
}

function printed(raw: unknown): string {
  return String(raw).slice(0, 60);
}
