import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { legendLines, type ChartSpec, type FigureSpec } from '../charts/figure-spec.ts';
import { stillSvg } from '../charts/still-svg.ts';
import { defaultsOf, type ExperimentParams, type ParamSchema, type ParamsOf } from '../params/schema.ts';
import { chooseBackend } from '../runtime/backend.ts';
import type { Experiment, Result } from '../runtime/experiment.ts';
import { runToEnd } from '../runtime/run-to-end.ts';
import { chartClass } from './live-figure.tsx';
import type { FirstView } from './first-view.ts';

export interface BuiltView {
  readonly first: FirstView;
  /** The pictures as HTML. */
  readonly still: string;
}

/**
 * Runs an experiment with its default settings while the site is built, by the very code that runs in the reader's
 * browser. The result is kept in .cache until that code changes.
 */
export async function firstViewOfBuild<S extends ParamSchema, R extends Result>(
  definition: ExperimentParams<S>,
  experiment: Experiment<ParamsOf<S>, R>,
  figure: (result: R, params: ParamsOf<S>) => FigureSpec,
): Promise<BuiltView> {
  const folder = join(process.cwd(), '.cache', 'first-views');
  const file = join(folder, `${definition.name}-${sourceHash(definition.name)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as BuiltView;
  await chooseBackend();
  const params = defaultsOf(definition.schema);
  const result = await runToEnd(experiment, params);
  const { description, table, charts } = figure(result, params);
  const rounded = table.rows.map((row) =>
    row.map((value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)),
  );
  const built: BuiltView = {
    first: { readouts: result.readouts, description, table: { ...table, rows: rounded }, lines: legendLines(charts) },
    still: await stillHtml(charts, description),
  };
  mkdirSync(folder, { recursive: true });
  // Builds may run side by side: another one must never read half a file.
  const part = `${file}.${process.pid}`;
  writeFileSync(part, JSON.stringify(built));
  renameSync(part, file);
  return built;
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
  return `<div class="charts still" data-count="${charts.length}" role="img" aria-label="${escaped(description)}">${parts.join('')}</div>`;
}

/** A chart alone is drawn for wide and for narrow pages: scaled down its lettering would be too small to read. */
function sizesOf(spec: ChartSpec, count: number): { name: string; width: number; height: number }[] {
  if (spec.kind === 'plane') return [{ name: 'any', width: 200, height: 200 }];
  if (count > 1 && !spec.wide) return [{ name: 'any', width: 320, height: 230 }];
  return [
    { name: 'wide', width: 620, height: count > 1 ? 260 : 360 },
    { name: 'narrow', width: 360, height: 300 },
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Of everything that a result depends on: the lab, the experiment and the library's version. */
function sourceHash(name: string): string {
  const hash = createHash('sha256');
  const root = process.cwd();
  hash.update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of [join(root, 'src', 'lab'), join(root, 'src', 'experiments', name)]) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (f) => /\.tsx?$/.test(f) && !f.includes('.test.'),
    );
    for (const file of files.sort()) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
