import { plainText, powerText, withMinus } from './number-text.ts';
import { units, type ReadoutDeclaration, type Unit } from './results.ts';
import { labelOf, type ParamDefinition, type ParamValue } from './schema.ts';

/** A readout as a reader reads it: 97.2%, 300 步, 3.2 × 10⁻³⁰, 左; why there is none, where there is none. */
export function readoutText(declaration: ReadoutDeclaration | undefined, value: number | null | undefined): string {
  if (value === null || value === undefined) return declaration?.none ? `没有（${declaration.none}）` : '—';
  if (!declaration) return plainText(value);
  return declaration.names?.[value] ?? withUnit(value, declaration.unit);
}

function withUnit(value: number, unit: Unit): string {
  const text = plainText(value);
  switch (unit) {
    case 'share':
    case 'probability':
      return percentText(value);
    case 'log10':
      return powerText(value);
    case 'flag':
      return value === 1 ? '是' : '否';
    case 'layer':
      return `第 ${text} 层`;
    case 'logit':
    case 'nat':
      return `${text}（${units[unit]}）`;
    case 'number':
    case 'index':
      return text;
    case 'frames':
      return `${text} 帧`;
    case 'steps':
    case 'pictures':
    case 'sequences':
    case 'trials':
    case 'factor':
      return `${text} ${units[unit]}`;
  }
}

/** Four digits that mean something, and no more; what is nearly nothing as a power. */
function percentText(share: number): string {
  if (!Number.isFinite(share)) return '—';
  if (share !== 0 && Math.abs(share) < 1e-4) return powerText(Math.log10(Math.abs(share)));
  const text = String(Number((100 * share).toPrecision(4)));
  // What is not quite all does not read as all.
  return share < 1 && Number(text) >= 100 ? '99.99%' : withMinus(`${text}%`);
}

/** The value of a setting as a reader reads it: 100 层, tanh, 线性、ReLU. */
export function settingText(definition: ParamDefinition, value: ParamValue): string {
  if (definition.kind === 'number')
    return withMinus(definition.unit ? `${String(value)} ${definition.unit}` : String(value));
  if (definition.kind === 'text') return `“${String(value)}”`;
  return (Array.isArray(value) ? value : [String(value)]).map((one) => labelOf(definition, String(one))).join('、');
}

/** A setting's name with its symbol: 深度 T. */
export const settingName = (definition: ParamDefinition): string =>
  definition.kind === 'number' && definition.symbol ? `${definition.label} ${definition.symbol}` : definition.label;
