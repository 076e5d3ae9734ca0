import type { Job } from './job.ts';

/** What Distill's theme writes as tags of its own: footnotes, citations, formulas. */
export function distill(job: Job): void {
  const { manuscript } = job;
  let count = 0;
  const notes: { text: string; line: number }[] = [];
  manuscript.replace(/<d-footnote\b[^>]*>([\s\S]*?)<\/d-footnote\s*>/gi, ([, body = ''], line) => {
    count += 1;
    notes.push({ text: body.replace(/\s*\n\s*/g, ' ').trim(), line });
    return `[^note-${count}]`;
  });
  manuscript.replace(/[ \t]*<d-cite\b([^>]*)>\s*<\/d-cite\s*>|[ \t]*<d-cite\b([^>]*)\/>/gi, ([, a, b], line) => {
    const keys = (/\b(?:bibtex-)?key\s*=\s*["']?([^"'>]+)/.exec(a ?? b ?? '')?.[1] ?? '')
      .split(',')
      .map((key) => key.trim())
      .filter(Boolean);
    const known = keys.filter((key) => job.works.has(key));
    const others = keys.filter((key) => !job.works.has(key));
    const parts =
      known.length > 0 ? [` ${manuscript.keep('mark', `[${known.map((key) => `@${key}`).join('; ')}]`)}`] : [];
    for (const key of others) {
      const doi = /^10\.\d{4,9}\/\S+$/.test(key);
      if (!doi)
        manuscript.note('look', line, `the work “${key}” is in no bibliography of the post: its key stands as text`);
      parts.push(doi ? `（[doi:${key}](https://doi.org/${key})）` : `（${key}）`);
    }
    return parts.join('');
  });
  manuscript.replace(/<d-math\b([^>]*)>([\s\S]*?)<\/d-math\s*>/gi, ([, attributes = '', tex = '']) =>
    /\bblock\b/.test(attributes) ? `\n\n$$\n${tex.trim()}\n$$\n\n` : `$$${tex.trim()}$$`,
  );
  if (notes.length === 0) return;
  const end = manuscript.text.length;
  const written = notes.map(({ text }, i) => `[^note-${i + 1}]: ${text}`).join('\n\n');
  manuscript.splice([{ start: end, end, text: `\n\n${written}\n` }]);
}
