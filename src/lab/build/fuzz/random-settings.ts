import type { Params, ParamDefinition, ParamSchema, ParamValue } from '../../contract/schema.ts';
import type { Random } from '../../science/random.ts';

const of = <T>(list: readonly T[], random: Random): T => list[random.integer(list.length)]!;

/** A value that the setting can have, any of them: of a number in one of five cases an end of its range. */
export function someValue(definition: ParamDefinition, random: Random): ParamValue {
  switch (definition.kind) {
    case 'number': {
      const { min, max, step } = definition;
      if (random.uniform() < 0.2) return of([min, max], random);
      return Number((min + step * random.integer(Math.floor((max - min) / step + 1e-9) + 1)).toFixed(10));
    }
    case 'choice':
      return of(definition.options, random).value;
    case 'choices': {
      const chosen = definition.options.filter(() => random.uniform() < 0.5).slice(0, definition.most);
      return (chosen.length > 0 ? chosen : definition.options.slice(0, 1)).map(({ value }) => value);
    }
    case 'text':
      return random.uniform() < 0.5 ? definition.default : '一条狗，在 & 唱歌？#=%';
  }
}

/** Valid settings; some stay at their defaults, as in the links of readers. */
export function someSettings(schema: ParamSchema, random: Random): Params {
  return Object.fromEntries(
    Object.entries(schema).map(([key, one]) => [key, random.uniform() < 0.3 ? one.default : someValue(one, random)]),
  );
}

// prettier-ignore
const hostile = [
  '', ' ', '0', '-1', '-0', '1e9', '1e400', '-1e-400',
  'NaN', 'Infinity', '0x10', '1_000', '１２', '1,5', '1.5.2', 'null',
  'undefined', '__proto__', 'constructor', 'toString', '[object Object]', '<img src=x onerror=alert(1)>', '"><script>', 'javascript:alert(1)',
  '%00', '\u0000', '\uFEFF1', '\uD800', '😀'.repeat(300), ',,,', 'a,b,c', '../../etc/passwd',
  '%', '%E0%A4%A',
];

/** The query of an address that nobody means well with: own keys and strangers', once or thrice, encoded well or not at all. */
export function hostileQuery(schema: ParamSchema, prefix: string, random: Random): string {
  const keys = [...Object.keys(schema).map((key) => prefix + key), '__proto__', 'constructor', prefix, 'x'];
  const parts = Array.from({ length: 1 + random.integer(12) }, () => {
    const key = of(keys, random);
    const own = key.slice(prefix.length);
    const definition = Object.hasOwn(schema, own) ? schema[own] : undefined;
    const text =
      definition && random.uniform() < 0.3
        ? String(someValue(definition, random)) + of(['', '', '0', ' ', 'e5'], random)
        : of(hostile, random);
    // Lone surrogates cannot be encoded; an address with one is read with a replacement character in its place.
    return `${key}=${random.uniform() < 0.5 ? encodeURIComponent(text.toWellFormed()) : text}`;
  });
  return `?${parts.join(of(['&', '&', '&&', ';'], random))}`;
}
