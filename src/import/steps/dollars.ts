import type { Job } from './job.ts';

/** What is a dollar sign and not a formula says so, `$5 和 $6` -> `\$5 和 \$6`; a back-tick that is no code, too. */
export function dollars({ manuscript }: Job): void {
  let noted = false;
  // Two of them look like mathematics that was forgotten.
  manuscript.replace(/(?<!\\)\${2,}|(?<!\\)(?:\\\$){2,}/g, ([match], line) => {
    manuscript.note('changed', line, `“${match}” in the text is set as code`);
    return manuscript.keep('code', `\`${match.replaceAll('\\', '')}\``);
  });
  manuscript.replace(/(\\*)\$/g, ([, slashes = ''], line) => {
    if (slashes.length % 2 === 1) return undefined;
    if (!noted) manuscript.note('changed', line, 'dollar signs in the text are escaped');
    noted = true;
    return `${slashes}\\$`;
  });
  // A back-tick without its other half would find one in what is put back.
  manuscript.replace(/(\\*)`/g, ([, slashes = '']) => (slashes.length % 2 === 1 ? undefined : `${slashes}\\\``));
  // Two pieces of code side by side would be one.
  manuscript.replace(/(\uFDD0\d+\uFDD1)(?=(\uFDD0\d+\uFDD1))/g, ([mark, , next = '']) =>
    manuscript.keptIn(mark)[0]?.kind === 'code' && manuscript.keptIn(next)[0]?.kind === 'code' ? `${mark} ` : undefined,
  );
}
