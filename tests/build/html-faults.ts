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
    const html = readFileSync(join(folder, name), 'utf8');
    const { results } = await validator.validateString(html, name);
    for (const { messages } of results) {
      for (const { line, column, offset, ruleId, message } of messages) {
        // Astro writes this one <style> before the first island, wherever that is; browsers take it anywhere.
        const island = html.slice(offset - 1, offset + 40).includes('<style>astro-island,astro-slot');
        if (!(island && ruleId === 'element-permitted-content'))
          faults.push(`${name}:${line}:${column} ${ruleId}: ${message}`);
      }
    }
  }
  return faults;
}
