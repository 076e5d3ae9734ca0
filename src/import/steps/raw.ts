import { rawBraces } from '../manuscript.ts';
import type { Job } from './job.ts';

/** `{% raw %}…{% endraw %}`: the tags go, the braces inside are text from here on, in code, formulas and prose. */
export function raw({ manuscript }: Job): void {
  const guarded = (text: string): string =>
    text.replace(/\{\{|\}\}|\{%|%\}/g, (braces) => rawBraces[braces as keyof typeof rawBraces]);
  manuscript.replace(
    /\{%-?\s*raw\s*-?%\}(\n?)([\s\S]*?)(?:(\n?[ \t]*)\{%-?\s*endraw\s*-?%\}|$)/g,
    ([match, first = '', body = '', last = ''], line) => {
      if (!/endraw\s*-?%\}$/.test(match))
        manuscript.note('look', line, '{% raw %} is never ended: it holds to the end of the post');
      return first + guarded(body) + last.replace(/^\n[ \t]*/, '\n');
    },
  );
  manuscript.replace(/\{%-?\s*endraw\s*-?%\}/g, () => '');
  manuscript.replace(quotation, ([, double, single, end = '']) => guarded((double ?? single ?? '') + end));
}

/** `{{ "{% highlight ruby" }} %}`: how an author shows Liquid, a quotation and then what closes it. */
const quotation = /\{\{-?\s*(?:"([^"\n]*)"|'([^'\n]*)')\s*-?\}\}([ \t]*[%}]\})?/g;

/** What is left of such braces in prose becomes code: a page must not show Liquid that looks forgotten. */
export function rawLeftovers({ manuscript }: Job): void {
  const { '{{': a, '}}': b, '{%': c, '%}': d } = rawBraces;
  manuscript.replace(
    new RegExp(`[${a}${c}][^${a}${b}${c}${d}\\n]*[${b}${d}]|[${a}${b}${c}${d}]`, 'g'),
    ([match], line) => {
      manuscript.note('changed', line, 'braces of {% raw %} in the text are set as code');
      return manuscript.keep('code', `\`${match}\``);
    },
  );
}
