import type { BenchResults, BenchRow } from '../../src/bench/results.ts';

/** BenchResults for people, in plain columns. */
export function asText({ machine, ratios, rows }: BenchResults): string {
  const lines: string[] = [];
  const steps = rows.filter((row) => row.kind === 'step');
  for (const group of Map.groupBy(steps, ({ case: id, place }) => `${id} ${place}`).values()) {
    const [first] = group;
    lines.push('', `${first!.title} [${first!.place}]`);
    lines.push(
      ...table(
        ['', 'CPU ms', 'wall ms', 'quartiles', 'ours / theirs'],
        group.map(({ label, cpuMs, wallMs, wallQuartilesMs: [low, high], ratio }) => [
          label,
          cpuMs === null ? '-' : short(cpuMs),
          short(wallMs),
          `${short(low)} - ${short(high)}`,
          ratio === null ? '-' : ratio.toFixed(3),
        ]),
      ),
    );
  }
  const growth = rows.filter((row) => row.kind === 'growth');
  if (growth.length > 0) lines.push('', '增长（双对数斜率；理论值由矩阵乘法的次数得来）');
  for (const { title, sizes, theoreticalSlope, contestants } of growth) {
    lines.push(`  ${title}: ${sizes.join(', ')}`);
    lines.push(`    ${'理论'.padEnd(4)} ${theoreticalSlope.toFixed(2)}`);
    for (const { label, slope, milliseconds } of contestants) {
      lines.push(`    ${label} ${slope.toFixed(2)}  (${milliseconds.map(short).join(', ')} ms)`);
    }
  }
  const pool = rows.filter((row) => row.kind === 'pool');
  if (pool.length > 0) lines.push('', '几个核一起算（每一份单独量，取最长的一份）');
  for (const { experiment, parts, cores, seconds, slope } of pool) {
    const times = cores.map((count, i) => `${count} 个核 ${short(seconds[i]!)} s`).join('，');
    lines.push(`  ${experiment}（${parts} 份）: ${times}；斜率 ${slope.toFixed(2)}`);
  }
  for (const row of rows) lines.push(...browserLines(row));
  lines.push('', '比值（我们的时间 / 对方的时间；滑块是毫秒）');
  lines.push(
    ...table(
      ['', ''],
      Object.entries(ratios).map(([name, value]) => [name, value === null ? 'null' : short(value)]),
    ),
  );
  lines.push('', `${machine.processor}, ${machine.cores} cores, Node ${machine.node}. ${machine.note}`);
  return lines.join('\n');
}

function browserLines(row: BenchRow): string[] {
  if (row.kind === 'start-up') {
    return [
      '',
      `启动（${row.backend}）：new Worker 到第一个梯度，中位数 ${short(row.coldMs)} ms（缓存空）、${short(row.warmMs)} ms（已缓存），传输 ${Math.round(row.bytes / 1000)} kB（gzip）`,
    ];
  }
  if (row.kind === 'slider') {
    return [
      `滑块到图，深度 ${row.depth}：p50 ${short(row.pictureP50)} ms，p95 ${short(row.pictureP95)} ms（读数 ${short(row.readoutP50)} / ${short(row.readoutP95)}）；主线程长任务 ${row.longTasks} 个，最长 ${short(row.longestTask)} ms`,
    ];
  }
  if (row.kind === 'training') {
    return [
      `训练 ${row.experiment}，页面慢 ${row.slowDown} 倍：从按下到结果 ${short(row.seconds)} s（${row.samples} 次的中位数，${row.secondsRange?.map(short).join(' 到 ')}）；有长任务的 ${row.samplesWithLongTask} 次，最长 ${short(row.longestTask)} ms`,
    ];
  }
  return [];
}

const short = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** Han characters take two columns. */
const widthOf = (text: string) => [...text].reduce((sum, c) => sum + (/[\u2E80-\uFFEF]/.test(c) ? 2 : 1), 0);

function table(head: readonly string[], body: readonly (readonly string[])[]): string[] {
  const all = [head, ...body];
  const widths = head.map((_, i) => Math.max(...all.map((row) => widthOf(row[i] ?? ''))));
  const pad = (text: string, i: number) => {
    const gap = ' '.repeat(widths[i]! - widthOf(text));
    return i === 0 ? text + gap : gap + text;
  };
  return all.filter((row) => row.some(Boolean)).map((row) => `  ${row.map(pad).join('  ')}`);
}
