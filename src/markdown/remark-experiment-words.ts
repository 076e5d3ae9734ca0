import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { readParams } from '../lab/contract/read-params.ts';
import { experimentNames } from './experiment-components.ts';
import { claimsOf, schemaOf } from './experiment-facts.ts';
import { entriesOf, staticValue } from './expression-tree.ts';
import { reportProblem } from './file-data.ts';
import { attributeOf, takesMore, type JsxElement } from './jsx-attribute.ts';
import { nearest } from './near.ts';
import { pointAtOffset } from './source-marks.ts';

/**
 * Words that set an experiment (`<Try>`) and numbers measured by one (`<Measured>`) must name what it has. A page takes a
 * wrong setting for the default: the sentence would say something else than the picture, and nothing would tell.
 */
export function remarkExperimentWords() {
  return async (tree: Root, file: VFile): Promise<void> => {
    const found: JsxElement[] = [];
    visit(tree, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (node) => {
      const element = node as JsxElement;
      if (['Try', 'Measured'].includes(element.name ?? '') && !takesMore(element)) found.push(element);
    });
    for (const element of found) {
      const name = experimentOf(element, file);
      if (name === undefined) continue;
      if (element.name === 'Try') await lintSettings(element, name, file);
      else lintMeasured(element, name, file);
    }
  };
}

/** `perhaps “a”; there are a, b, c` */
function choice(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? `there are ${known.join(', ')}` : `write “${near}”; there are ${known.join(', ')}`;
}

/** The experiment that an element names, if there is one of that name; else it is reported. */
function experimentOf(element: JsxElement, file: VFile): string | undefined {
  const written = attributeOf(element, 'experiment');
  if (written && written.text === undefined) return undefined;
  const names = experimentNames();
  const name = written?.text;
  if (name !== undefined && names.includes(name)) return name;
  reportProblem(
    file,
    'unknown-experiment',
    written?.at ?? element.position?.start,
    name === undefined ? `<${element.name}> names no experiment` : `there is no experiment “${name}”`,
    name === undefined ? `write experiment="…": there are ${names.join(', ')}` : choice(name, names),
  );
  return undefined;
}

async function lintSettings(element: JsxElement, experiment: string, file: VFile): Promise<void> {
  const written = attributeOf(element, 'set');
  if (!written) {
    const remedy = 'write what they set: set={{ key: value }}';
    reportProblem(file, 'unknown-setting', element.position?.start, 'these words set nothing', remedy);
    return;
  }
  const schema = await schemaOf(experiment).catch((error: unknown) => {
    const message = `the experiment ${experiment} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    const remedy = `correct src/experiments/${experiment}/params.ts`;
    reportProblem(file, 'unknown-experiment', written.at, message, remedy);
    return undefined;
  });
  const entries = entriesOf(written.expression);
  if (written.text !== undefined || (written.expression && staticValue(written.expression))) {
    const remedy = 'write an object: set={{ key: value }}';
    reportProblem(file, 'unknown-setting', written.at, 'set must say which setting has which value', remedy);
  }
  if (!schema || !entries) return;
  for (const { key, node, value } of entries) {
    const known = staticValue(value);
    // What only the build knows is not looked at; its key is.
    if (!known && Object.hasOwn(schema, key)) continue;
    const [problem] = readParams(schema, { [key]: known?.value ?? '' }).problems;
    if (!problem) continue;
    const isKey = problem.kind === 'unknown-key';
    reportProblem(
      file,
      isKey ? 'unknown-setting' : 'setting-out-of-range',
      pointAtOffset(file, isKey ? node.start : value.start),
      isKey
        ? `the experiment ${experiment} has no setting “${key}”`
        : `the setting “${key}” of ${experiment} cannot be ${problem.given}`,
      isKey ? choice(key, Object.keys(schema)) : `it takes ${problem.allowed}`,
    );
  }
}

const allowed = { stat: ['median', 'worst', 'best', 'counted'], as: ['power', 'decades', 'percent', 'number'] };

function lintMeasured(element: JsxElement, experiment: string, file: VFile): void {
  const written = attributeOf(element, 'claim');
  const claims = claimsOf(experiment);
  if (!written || (written.text !== undefined && !claims.includes(written.text))) {
    reportProblem(
      file,
      'unknown-claim',
      written?.at ?? element.position?.start,
      written ? `nothing called “${written.text}” was measured of ${experiment}` : '<Measured> names no claim',
      claims.length === 0
        ? `put it into claims.ts and run npm run record -- ${experiment}`
        : `${choice(written?.text ?? '', claims)}; a new one: put it into claims.ts and run npm run record -- ${experiment}`,
    );
  }
  for (const [name, values] of Object.entries(allowed)) {
    const one = attributeOf(element, name);
    if (one?.text === undefined || values.includes(one.text)) continue;
    const message = `${name} cannot be “${one.text}”`;
    reportProblem(file, 'unknown-claim', one.at, message, choice(one.text, values));
  }
}
