import { filledTables } from '../../contract/check-result.ts';
import type { AnyDefinition } from '../../contract/definition.ts';
import { settingName, settingText } from '../../contract/in-words.ts';
import { units } from '../../contract/results.ts';
import type { Params, ParamValue } from '../../contract/schema.ts';

/** Between what is written for one reader, and what is the same for all. */
const border = '# ──── 从这里往下，换了设置也不变 ────';

/**
 * A whole script: with these settings at its head, and behind them what the experiment's own reproduce.py and the parts that
 * it asks for say.
 * @param url the address of a page set like this one, if there is one
 */
export function scriptWith(definition: AnyDefinition, params: Params, body: string, url?: string): string {
  return `${headOf(definition, params, url)}\n\n${border}\n\n${body}`;
}

/**
 * The same script with other settings.
 * @throws if it is no script of ours: an error page, say
 */
export function scriptSetTo(definition: AnyDefinition, params: Params, script: string, url: string): string {
  const [, body] = script.split(`${border}\n\n`);
  if (body === undefined) throw new Error(`This is no script of ${definition.name}.`);
  return scriptWith(definition, params, body, url);
}

function headOf(definition: AnyDefinition, params: Params, url?: string): string {
  const { name, title, question, schema } = definition;
  const settings = Object.entries(schema).map(([key, setting]) => {
    const value = params[key] ?? setting.default;
    const words =
      setting.kind === 'text' ? settingName(setting) : `${settingName(setting)}：${settingText(setting, value)}`;
    return `    ${pythonText(key)}: ${pythonValue(value)},  # ${oneLine(words)}`;
  });
  const labels = [...filledTables(definition).readouts].map(([key, { label, unit }]) => {
    const counted = units[unit] === '' ? label : `${label}（${units[unit]}）`;
    return `    ${pythonText(key)}: ${pythonText(counted)},`;
  });
  return [
    '#!/usr/bin/env python3',
    '# %% [markdown]',
    `# # 活讲义 · ${title}`,
    '#',
    `# ${question}`,
    '#',
    '# 网页上的实验，用 PyTorch 独立重做一遍：网络、误差和训练都是另写的，只有随机数照着同一个发生器抽，',
    '# 所以数据和初始权重是同一批数，算出的数字可以和网页上的逐个对照。',
    '#',
    `# 运行：\`python3 ${name}.py\`，需要 PyTorch 1.13 或更新的版本，别的只用标准库。`,
    ...(url === undefined ? [] : ['#', `# 网页：<${oneLine(url)}>`]),
    '',
    '# %% 设置：网页上是怎么设的；可以改了再运行',
    'SETTINGS = {',
    ...settings,
    '}',
    '',
    '# %% 数字的名字，与网页上的一样',
    'LABELS = {',
    ...labels,
    '}',
  ].join('\n');
}

/** A line of a comment: what a reader has typed, or a link has brought, begins no line of code. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');

function pythonValue(value: ParamValue): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return pythonText(value);
  return `[${value.map(pythonText).join(', ')}]`;
}

/** JSON's strings are Python's, where nothing but quotes, backslashes and control characters is escaped; a lone half of a pair has no UTF-8. */
const pythonText = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
