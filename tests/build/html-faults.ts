import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // KaTeX places with style attributes, files are our own, and Astro writes void elements either way.
  rules: { 'no-inline-style': 'off', 'require-sri': 'off', 'void-style': 'off' },
});

/** What html-validate finds in all pages under a folder, one line each. */
export async function htmlFaults(folder: string): Promise<string[]> {
  const faults: string[] = [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  for (const name of names) {
    const { results } = await validator.validateString(readFileSync(join(folder, name), 'utf8'), name);
    for (const { messages } of results) {
      for (const { line, column, ruleId, message } of messages)
        faults.push(`${name}:${line}:${column} ${ruleId}: ${message}`);
    }
  }
  return faults;
}
