import { missedBars, type Claim, type Recorded } from '../../contract/claim.ts';
import { filledTables } from '../../contract/check-result.ts';
import type { CrosscheckRecord } from '../../contract/crosscheck.ts';
import type { AnyDefinition } from '../../contract/definition.ts';
import { readoutText, settingName, settingText } from '../../contract/in-words.ts';
import { defaultsOf, type Params } from '../../contract/schema.ts';
import { writeStateQuery } from '../../contract/state-query.ts';
import { loadClaims } from './measure.ts';

const definitions = import.meta.glob<{ params: AnyDefinition }>('../../../experiments/*/params.ts');
const records = import.meta.glob<{ default: Recorded }>('../../../experiments/*/recorded.json');
const crosschecks = import.meta.glob<{ default: CrosscheckRecord }>('../../../experiments/*/crosscheck.json');

/** A claim and its record, in words. */
export interface ClaimRow {
  readonly id: string;
  /** The readout that is measured, and what it means. */
  readonly what: string;
  readonly means: string;
  /** Settings off the defaults; none where all are as at first. */
  readonly settings: readonly string[];
  /** They as the query of the experiment's own page. */
  readonly query: string;
  readonly seeds: number;
  readonly counted: number;
  readonly median: string;
  readonly worst: string;
  readonly best: string;
  /** What must hold for a post to say it; empty where it is only reported. */
  readonly bars: readonly string[];
  readonly holds: boolean;
}

export interface ClaimTable extends Pick<Recorded, 'measured' | 'confirmed' | 'backend' | 'tfjs'> {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly ClaimRow[];
}

/** What was recorded of an experiment; undefined if that is nothing. */
export async function claimTable(name: string): Promise<ClaimTable | undefined> {
  const folder = `../../../experiments/${name}`;
  const record = (await records[`${folder}/recorded.json`]?.())?.default;
  const definition = (await definitions[`${folder}/params.ts`]?.())?.params;
  if (!record || !definition) return undefined;
  const claims = await loadClaims(name);
  const { measured, confirmed, backend, tfjs } = record;
  const rows = record.claims.flatMap((one) => {
    const claim = claims.find(({ id }) => id === one.id);
    return claim ? [rowOf(definition, claim, one)] : [];
  });
  return { name, title: definition.title, measured, ...(confirmed && { confirmed }), backend, tfjs, rows };
}

function rowOf(definition: AnyDefinition, claim: Claim, record: Recorded['claims'][number]): ClaimRow {
  const { schema, name } = definition;
  const readout = filledTables(definition).readouts.get(claim.readout);
  const defaults: Params = defaultsOf(schema);
  const params: Params = { ...defaults, ...(claim.set as Params) };
  // How many seeds had none is said beside it.
  const inWords = (value: number | null) => (value === null ? '—' : readoutText(readout, value));
  const { medianAtLeast, medianAtMost, worstAtLeast, worstAtMost } = claim.bar;
  const bar = (who: string, sign: string, bound: number | undefined) =>
    bound === undefined ? [] : [`${who} ${sign} ${inWords(bound)}`];
  return {
    id: claim.id,
    what: readout?.label ?? claim.readout,
    means: readout?.means ?? '',
    settings: Object.entries(schema)
      .filter(([key]) => String(params[key]) !== String(defaults[key]))
      .map(([key, setting]) => `${settingName(setting)}：${settingText(setting, params[key]!)}`),
    query: writeStateQuery(schema, params, '', { name, prefixed: false }),
    seeds: record.values.length,
    counted: record.counted,
    median: inWords(record.median),
    worst: inWords(record.worst),
    best: inWords(record.best),
    bars: [
      ...bar('中位数', '≥', medianAtLeast),
      ...bar('中位数', '≤', medianAtMost),
      ...bar('最差', '≥', worstAtLeast),
      ...bar('最差', '≤', worstAtMost),
    ],
    holds: missedBars(claim, record).length === 0,
  };
}

/** What PyTorch said to our numbers; undefined where it was not asked. */
export async function crosscheckOf(name: string): Promise<Omit<CrosscheckRecord, 'cases'> | undefined> {
  return (await crosschecks[`../../../experiments/${name}/crosscheck.json`]?.())?.default;
}
