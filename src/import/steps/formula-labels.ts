import type { Job } from './job.ts';

/** Gives a formula's first label a name that the site takes. */
export function takeLabel(
  { manuscript, labels }: Job,
  tex: string,
  line: number,
): { name: string; written: string } | undefined {
  const [first, ...others] = [...tex.matchAll(/\\label\s*\{([^}]*)\}/g)].map(([, name]) => (name ?? '').trim());
  if (first === undefined) return undefined;
  const base =
    first
      .replace(/^(?:eqn?|equation|eq):/i, '')
      .replace(/[^\p{L}\p{N}_-]+/gu, '-')
      .replace(/^[-_]+|[-_]+$/g, '') || 'formula';
  if (labels.has(first)) {
    manuscript.note('look', line, `the label “${first}” is already taken: left out`);
    return undefined;
  }
  const names = new Set([...labels.values()].map(({ name }) => name));
  let name = base;
  for (let n = 2; names.has(name); n += 1) name = `${base}-${n}`;
  const tag = /\\tag\*?\s*\{([^}]*)\}/.exec(tex)?.[1];
  const count = new Set([...labels.values()].filter(({ number }) => /^\d+$/.test(number)).map((entry) => entry.name))
    .size;
  const number = tag ?? String(count + 1);
  labels.set(first, { name, number });
  for (const other of others) {
    labels.set(other, { name, number });
    manuscript.note(
      'look',
      line,
      `a formula has one number here: the label “${other}” leads to the same as “${first}”`,
    );
  }
  return { name, written: first };
}

/** References inside a formula become their numbers. */
export function withoutLabels(tex: string, labels: Job['labels']): string {
  return tex
    .replace(/\\label\s*\{[^}]*\}/g, '')
    .replace(/\\(eqref|ref)\s*\{([^}]*)\}/g, (_, command: string, name: string) => {
      const number = labels.get(name.trim())?.number ?? '?';
      return `\\text{${command === 'eqref' ? `(${number})` : number}}`;
    });
}

/** `\eqref{x}` in the text becomes a link that the site numbers. */
export function references({ manuscript, labels }: Job): void {
  manuscript.replace(/\\{1,2}(eqref|ref)\s*\{([^}\n]*)\}/g, ([, , written = ''], line) => {
    const label = labels.get(written.trim().replace(/\\_/g, '_'));
    if (label) return manuscript.keep('mark', `[](#eq:${label.name})`);
    manuscript.note('look', line, `a reference to “${written}”, which no formula is labelled: left as words`);
    return `(${written.replace(/[_*]/g, '\\$&')})`;
  });
}
