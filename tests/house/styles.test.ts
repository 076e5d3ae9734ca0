import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';

test('an experiment’s style sheet reaches its own experiment and nothing else', () => {
  const files = globSync('src/experiments/*/*.css');
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .trim();
    const scope = `[data-experiment='${basename(dirname(file))}'] {`;
    expect(text.slice(0, scope.length), file).toBe(scope);
    // One rule around all the others: it is closed by the last brace and by no earlier one.
    let depth = 0;
    const closed = [...text].findIndex((sign) => {
      depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
      return sign === '}' && depth === 0;
    });
    expect(closed, file).toBe(text.length - 1);
  }
});
