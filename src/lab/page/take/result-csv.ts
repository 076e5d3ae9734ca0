import { filledTables } from '../../contract/check-result.ts';
import type { AnyDefinition, SettingsOf } from '../../contract/definition.ts';
import type { TableSpec } from '../../contract/figure-spec.ts';
import { readoutText, settingName, settingText } from '../../contract/in-words.ts';
import { units, type Result } from '../../contract/results.ts';
import type { ParamValue } from '../../contract/schema.ts';
import { csvText, type Cell } from './csv.ts';

/** What a reader takes away of one setting. */
export interface TakenResult extends Result {
  readonly params: SettingsOf<AnyDefinition>;
  readonly table: TableSpec;
  /** The address that sets another page like this one. */
  readonly url: string;
  /** Who computed it. */
  readonly computed: string;
}

/**
 * Everything that is known of one setting, in parts with a line between them: what it is, its settings, its numbers, its
 * curves, and the table of the page. Each part begins with its name; keys are those of the command line and of
 * docs/experiments.md.
 */
export function resultCsv(definition: AnyDefinition, taken: TakenResult): string {
  const parts = [about(definition, taken), settings(definition, taken), numbers(definition, taken)];
  return csvText([...parts, ...curves(definition, taken), table(taken)].flatMap((part) => [...part, []]).slice(0, -1));
}

type Rows = readonly (readonly Cell[])[];

function about({ name, title, question }: AnyDefinition, { params, url, computed }: TakenResult): Rows {
  const settings: Readonly<Record<string, ParamValue>> = params;
  const seed = settings['seed'];
  return [
    ['实验', name, title],
    ['问题', question],
    ['链接', url],
    ...(seed === undefined ? [] : [['种子', Number(seed)]]),
    ['计算', computed],
  ];
}

function settings({ schema }: AnyDefinition, { params }: TakenResult): Rows {
  const values: Readonly<Record<string, ParamValue>> = params;
  return [
    ['设置', '名称', '值', '读作', '默认值'],
    ...Object.entries(schema).map(([key, setting]) => {
      const value = values[key] ?? setting.default;
      return [key, settingName(setting), plain(value), settingText(setting, value), plain(setting.default)];
    }),
  ];
}

const plain = (value: ParamValue): Cell => (Array.isArray(value) ? value.join(',') : (value as number | string));

function numbers(definition: AnyDefinition, { readouts }: TakenResult): Rows {
  const declared = filledTables(definition).readouts;
  return [
    ['数字', '名称', '值', '读作', '单位', '说明'],
    ...Object.entries(readouts).map(([key, value]) => {
      const one = declared.get(key);
      const words = readoutText(one, value);
      return [key, one?.label ?? key, value ?? null, words, one ? units[one.unit] : '', one?.means ?? ''];
    }),
  ];
}

/** Curves of one length stand side by side. */
function curves(definition: AnyDefinition, { series }: TakenResult): Rows[] {
  const declared = filledTables(definition).series;
  const byLength = new Map<number, [string, Float64Array][]>();
  for (const [key, values] of Object.entries(series)) {
    if (values && values.length > 0)
      byLength.set(values.length, [...(byLength.get(values.length) ?? []), [key, values]]);
  }
  return [...byLength].map(([length, all]) => [
    ['曲线', ...all.map(([key]) => key)],
    ['名称', ...all.map(([key]) => declared.get(key)?.label ?? key)],
    ['单位', ...all.map(([key]) => units[declared.get(key)?.unit ?? 'number'])],
    ['说明', ...all.map(([key]) => declared.get(key)?.means ?? '')],
    ...Array.from({ length }, (_, i) => [i + 1, ...all.map(([, values]) => values[i] ?? null)]),
  ]);
}

function table({ table: { caption, columns, rows } }: TakenResult): Rows {
  return [['数据表', caption], columns, ...rows];
}
