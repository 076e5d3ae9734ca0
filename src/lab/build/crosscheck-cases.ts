import type { Crosscheck } from '../contract/crosscheck.ts';
import type { AnyDefinition } from '../contract/definition.ts';
import { readParams } from '../contract/read-params.ts';
import { defaultsOf, type ParamDefinition, type Params, type ParamValue } from '../contract/schema.ts';
import { createRandom, shuffle, type Random } from '../science/random.ts';

const count = 5;
/** As many of the presets as leave room for what nobody has thought of. */
const mostPresets = 2;

/** The settings that are compared: the defaults, presets, and settings drawn at random, the same ones every time. */
export function crosscheckCases(definition: AnyDefinition, { small = {} }: Pick<Crosscheck, 'small'>): Params[] {
  const { name, schema, presets } = definition;
  const defaults: Params = defaultsOf(schema);
  const told = [{}, ...presets.slice(0, mostPresets).map(({ set }) => set)];
  const random = createRandom(1, `crosscheck ${name}`);
  const drawn = Array.from({ length: count - told.length }, () =>
    Object.fromEntries(Object.entries(schema).map(([key, setting]) => [key, drawSetting(setting, random)])),
  );
  return [...told, ...drawn].map((set) => {
    const whole = { ...defaults, ...set, ...small } as Params;
    const given = Object.fromEntries(
      Object.entries(whole).map(([key, value]) => [key, Array.isArray(value) ? value.join(',') : String(value)]),
    );
    return readParams(schema, given).params as Params;
  });
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
