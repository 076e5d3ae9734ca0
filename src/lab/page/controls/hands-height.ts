import type { AnyDefinition } from '../../contract/definition.ts';
import { isRelevant } from '../../contract/read-params.ts';
import { defaultsOf, type ParamDefinition } from '../../contract/schema.ts';
import { textWidth, wrappedText } from '../charts/svg-text.ts';

/** All in rem, as in experiment-bench.css and experiment-controls.css: the column beside the picture, and what stands in it. */
const column = 17;
const text = { size: 0.9375, line: 1.5 };
const small = { size: 0.8125, line: 0.8125 * 1.45 };
const gap = 0.8;

/**
 * How tall the presets and the settings will be beside the picture, before anything has made them: their room is kept free, so
 * that the text under an experiment stays where it is when they come. Near enough: within a line of the truth.
 * @returns rem
 */
export function handsHeight({ presets, schema }: AnyDefinition): number {
  const params = defaultsOf(schema);
  const panel = Object.values(schema).filter((definition) => !definition.drawnByView && isRelevant(definition, params));
  const first = panel.filter(({ advanced }) => !advanced).map(controlHeight);
  const settings = first.length < panel.length ? [...first, 1.75] : first;
  return presetsHeight(presets) + settings.reduce((sum, height) => sum + height, 0) + gap * (settings.length - 1);
}

function presetsHeight(presets: AnyDefinition['presets']): number {
  if (presets.length === 0) return 0;
  const widths = [textWidth('看看：', 1), ...presets.map(({ label }) => textWidth(label, text.size) + 0.4)];
  const rows = rowsOf(widths, 0.4);
  return rows * 1.9 + (rows - 1) * 0.4 + 0.6;
}

function controlHeight(definition: ParamDefinition): number {
  const help = definition.help ? wrappedText(definition.help, column, small.size).length * small.line : 0;
  if (definition.kind === 'number') {
    const value =
      0.57 * Math.max(3, String(definition.max).length + 1) + textWidth(definition.unit ?? '', small.size) + 0.5;
    const lines = wrappedText(`${definition.symbol ?? ''} ${definition.label}`, column - value, text.size).length;
    const ticks = definition.ticks?.length ? 1.1 : 0;
    return Math.max(1.78, lines * text.line) + 2 + ticks + help;
  }
  if (definition.kind === 'text') return 0;
  const lines = wrappedText(definition.label, column, text.size).length * text.line;
  if (definition.kind === 'choice' && (definition.menu || definition.options.length > 10)) {
    const menu = Math.max(...definition.options.map(({ label }) => textWidth(label, text.size))) + 2.5;
    const beside = textWidth(definition.label, text.size) + menu <= column;
    return (beside ? 2.25 : lines + 2.25) + help;
  }
  return (
    lines +
    2.125 *
      rowsOf(
        definition.options.map(({ label }) => textWidth(label, text.size) + 0.9),
        0.1,
      ) +
    help
  );
}

/** How many rows boxes of these widths take. */
function rowsOf(widths: readonly number[], between: number): number {
  let [rows, used] = [1, -between];
  for (const width of widths) {
    used += between + width;
    if (used <= column) continue;
    rows++;
    used = width;
  }
  return rows;
}
