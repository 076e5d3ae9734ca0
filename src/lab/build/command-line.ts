import { filledTables, resultFaults } from '../contract/check-result.ts';
import { readParams } from '../contract/read-params.ts';
import { defaultsOf } from '../contract/schema.ts';
import { chooseBackend } from '../worker/backend.ts';
import { experimentNames, loadExperiment } from '../worker/registry.ts';
import { units, type Result } from '../contract/results.ts';
import { runToEnd } from '../contract/run-to-end.ts';

/**
 * `npm run experiment -- NAME --key value ... --seed 7 --json`: one experiment without a browser.
 * Prints one JSON object with --json, else readable lines. Unknown names, keys or values: exit 2 and what is allowed.
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const refuse = (message: string) => {
    process.stderr.write(`${message}\n`);
    return 2;
  };
  const [name, ...rest] = args;
  if (name === undefined || !experimentNames.includes(name)) {
    return refuse(`Unknown experiment "${name ?? ''}". Use one of: ${experimentNames.join(', ')}.`);
  }
  const { definition, experiment } = await loadExperiment(name);
  const given: Record<string, string> = {};
  let json = false;
  for (let i = 0; i < rest.length; i++) {
    const [flag, inline] = (rest[i] ?? '').split(/=(.*)/s);
    if (flag === '--json') {
      json = true;
      continue;
    }
    const value = inline ?? rest[++i];
    if (!flag?.startsWith('--') || value === undefined) {
      return refuse(
        `"${rest.slice(i - 1).join(' ')}" is not of the form --key value. Keys: ${Object.keys(definition.schema).join(', ')}.`,
      );
    }
    given[flag.slice(2)] = value;
  }
  const { params, problems } = readParams(definition.schema, given);
  for (const { key, given: value, kind, allowed } of problems) {
    return refuse(
      kind === 'unknown-key'
        ? `${name} has no setting "${key}". Allowed: ${allowed}.`
        : `--${key} ${value} is not allowed. Allowed: ${allowed}.`,
    );
  }
  const backend = await chooseBackend();
  const begin = performance.now();
  const { result } = await runToEnd(experiment, params);
  const { readouts, series }: Result = result;
  const seconds = (performance.now() - begin) / 1000;
  if (json) {
    const plain = Object.fromEntries(Object.entries(series).map(([key, values]) => [key, Array.from(values ?? [])]));
    const seed = params['seed'] ?? defaultsOf(definition.schema)['seed'];
    process.stdout.write(`${JSON.stringify({ name, params, seed, backend, seconds, readouts, series: plain })}\n`);
  } else {
    const tables = filledTables(definition);
    const lines = [
      ...Object.entries(params).map(([key, value]) => `  ${key}: ${String(value)}`),
      ...Object.entries(readouts).map(([key, value]) => {
        const { label = '', unit = 'number' } = tables.readouts.get(key) ?? {};
        return `  ${key}: ${String(value)}   ${[label, units[unit]].filter(Boolean).join('，')}`;
      }),
    ];
    process.stdout.write(`${[`${name} on ${backend}, ${seconds.toFixed(2)} s`, ...lines].join('\n')}\n`);
  }
  // What is not as declared has no name, no unit and no type anywhere else.
  const faults = resultFaults(definition, params, result);
  for (const fault of faults) process.stderr.write(`${name}: ${fault} Declare it in params.ts.\n`);
  return faults.length > 0 ? 1 : 0;
}
