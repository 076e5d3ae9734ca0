import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version_core } from '@tensorflow/tfjs-core';
import { legendLines, type ChartSpec, type FigureSpec, type TableSpec } from '../contract/figure-spec.ts';
import { plainText } from '../contract/number-text.ts';
import { stillSvg } from './still-svg.ts';
import { defaultsOf, type ExperimentParams, type ParamSchema, type ParamsOf } from '../contract/schema.ts';
import { chooseBackend } from '../worker/backend.ts';
import type { Experiment, Result } from '../contract/experiment.ts';
import { runToEnd, type Finished } from '../contract/run-to-end.ts';
import { readTrained, writeTrained } from '../contract/trained-file.ts';
import { chartClass, gridData } from '../page/stage/live-figure.tsx';
import type { FirstView } from '../contract/first-view.ts';

export interface BuiltView {
  readonly first: FirstView;
  /** The pictures and the table as HTML. */
  readonly still: string;
  readonly table: string;
}

/** Runs an experiment with its default settings while the site is built, by the very code of the reader's browser. */
export async function firstViewOfBuild<S extends ParamSchema, R extends Result>(
  definition: ExperimentParams<S>,
  experiment: Experiment<ParamsOf<S>, R>,
  figure: (result: R, params: ParamsOf<S>) => FigureSpec,
): Promise<BuiltView> {
  const params = defaultsOf(definition.schema);
  const { result } = await defaultRun(definition, experiment);
  const { description, table, charts, scene } = figure(result as R, params);
  return {
    first: {
      readouts: result.readouts,
      description,
      lines: legendLines(charts),
      ...(scene === undefined ? {} : { scene }),
      ...(experiment.ask ? { trained: trainedUrl(definition.name) } : {}),
    },
    still: await stillHtml(charts, description),
    table: tableHtml(table),
  };
}

/** The same table that the data panel draws from a live result. */
function tableHtml({ caption, columns, rows }: TableSpec): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((value) => `<td>${escaped(plainText(value))}</td>`).join('')}</tr>`)
    .join('');
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** The address of `trainedFile`: another one whenever the science changes, so that no browser keeps an old one. */
function trainedUrl(name: string): string {
  return `${import.meta.env.BASE_URL}lab/${name}/trained.json?v=${scienceHash(name)}`;
}

/** The default settings' finished run as a file for the reader's worker; only for experiments that can be asked. */
export async function trainedFile<S extends ParamSchema, R extends Result>(
  definition: ExperimentParams<S>,
  experiment: Experiment<ParamsOf<S>, R>,
): Promise<string> {
  return writeTrained(await defaultRun(definition, experiment));
}

/** The run of the default settings, computed once and kept in .cache until the code that computes it changes. */
async function defaultRun<S extends ParamSchema, R extends Result>(
  definition: ExperimentParams<S>,
  experiment: Experiment<ParamsOf<S>, R>,
): Promise<Finished> {
  const folder = join(process.cwd(), '.cache', 'first-views');
  const file = join(folder, `${definition.name}-${scienceHash(definition.name)}.json`);
  if (existsSync(file)) return readTrained(readFileSync(file, 'utf8'));
  await chooseBackend();
  const finished = await runToEnd(experiment, defaultsOf(definition.schema));
  mkdirSync(folder, { recursive: true });
  // Renamed into place: another build may be reading.
  writeFileSync(`${file}.${process.pid}`, writeTrained(finished));
  renameSync(`${file}.${process.pid}`, file);
  return finished;
}

/** The same frame that the live figure has, so that nothing moves when one takes the other's place. */
async function stillHtml(charts: readonly ChartSpec[], description: string): Promise<string> {
  const parts = await Promise.all(
    charts.map(async (spec) => {
      const title =
        spec.kind === 'plane' || spec.title ? `<p class="chart-title">${escaped(spec.title ?? '')}</p>` : '';
      const pictures = await Promise.all(
        sizesOf(spec, charts.length).map(
          async ({ name, ...size }) => `<div class="still-${name}">${await stillSvg(spec, size)}</div>`,
        ),
      );
      return `<div class="${chartClass(spec)}" data-chart="${spec.id}">${title}<div class="canvas-box">${pictures.join('')}</div></div>`;
    }),
  );
  const grid = Object.entries(gridData(charts))
    .map(([key, value]) => `${key}="${value}"`)
    .join(' ');
  return `<div class="charts still" ${grid} role="img" aria-label="${escaped(description)}">${parts.join('')}</div>`;
}

/** A chart alone is drawn for wide and for narrow pages: scaled down its lettering would be too small to read. */
function sizesOf(spec: ChartSpec, count: number): { name: string; width: number; height: number }[] {
  if (spec.kind === 'plane') return [{ name: 'any', width: 190, height: 190 }];
  if (count > 1 && !spec.wide) return [{ name: 'any', width: 320, height: 230 }];
  return [
    { name: 'wide', width: 620, height: count > 1 ? 260 : 360 },
    { name: 'narrow', width: 360, height: 300 },
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Of everything that a result depends on: the library's version, the networks, the data and the experiment's own science. */
function scienceHash(name: string): string {
  const hash = createHash('sha256');
  const root = process.cwd();
  const lab = join(root, 'src', 'lab');
  const own = join(root, 'src', 'experiments', name);
  const sources = [
    ...['nn', 'data', 'kernels'].map((room) => join(lab, room)).flatMap((folder) => filesIn(folder)),
    ...['backend.ts', 'wasm-backend.ts', 'cpu-backend.ts', 'stock-ops.mjs', 'trained-file.ts'].map((file) =>
      join(lab, 'runtime', file),
    ),
    ...filesIn(own).filter((file) => file.endsWith('.ts') && !/(?:figure|claims)\.ts$/.test(file)),
  ];
  hash.update(version_core);
  for (const file of sources) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
    .sort()
    .map((file) => join(folder, file));
}
