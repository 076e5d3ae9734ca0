import type { Crosscheck } from '../contract/crosscheck.ts';
import type { AnyDefinition } from '../contract/definition.ts';
import { readParams } from '../contract/read-params.ts';
import { defaultsOf, sameParams, type ParamDefinition, type Params, type ParamValue } from '../contract/schema.ts';
import { createRandom, shuffle, type Random } from '../science/random.ts';

/** How many settings are compared. */
export const usualCount = 5;
/** As many of the presets as leave room for what nobody has thought of. */
const mostPresets = 2;

/** The settings that are compared: the defaults, presets, and settings drawn at random, the same ones every time; no two alike. */
export function crosscheckCases(
  definition: AnyDefinition,
  { small = {} }: Pick<Crosscheck, 'small'>,
  count = usualCount,
): Params[] {
  const { name, schema, presets } = definition;
  const random = createRandom(1, `crosscheck ${name}`);
  const found: Params[] = [];
  const add = (set: Readonly<Record<string, ParamValue | undefined>>) => {
    const whole = { ...defaultsOf(schema), ...set, ...small } as Params;
    const given = Object.entries(whole).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(',') : String(value),
    ]);
    const { params } = readParams(schema, Object.fromEntries(given) as Record<string, string>);
    if (!found.some((one) => sameParams(one, params))) found.push(params);
  };
  add({});
  for (const { set } of presets) if (found.length <= mostPresets) add(set);
  while (found.length < count)
    add(Object.fromEntries(Object.entries(schema).map(([key, setting]) => [key, drawSetting(setting, random)])));
  return found.slice(0, count);
}

function drawSetting(setting: ParamDefinition, random: Random): ParamValue {
  switch (setting.kind) {
    case 'number': {
      const { min, max, step, scale } = setting;
      const share = random.uniform();
      const value = scale === 'log' ? min * (max / min) ** share : min + share * (max - min);
      return Number((min + step * Math.round((value - min) / step)).toPrecision(12));
    }
    case 'choice':
      return setting.options[random.integer(setting.options.length)]!.value;
    case 'choices': {
      const values = setting.options.map(({ value }) => value);
      shuffle(values, random);
      return values.slice(0, 1 + random.integer(setting.most));
    }
    case 'text':
      return setting.default;
  }
}
