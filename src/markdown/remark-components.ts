import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Root } from 'mdast';
import type { MdxjsEsm } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { experimentComponents } from './experiment-components.ts';
import { declaredNames, expressionOf, readNames, type Node } from './expression-tree.ts';
import { dependOn, reportProblem } from './file-data.ts';
import type { JsxElement } from './jsx-attribute.ts';
import { nearest } from './near.ts';
import { postParts } from './post-parts.ts';
import { pointAtOffset } from './source-marks.ts';

/**
 * Names that an .mdx post uses must be there: components, what it imports, and what stands in braces. The build would stop at
 * the first one that is not, and name no line.
 */
export function remarkComponents() {
  return (tree: Root, file: VFile): void => {
    const own = new Set<string>(['props', 'components']);
    visit(tree, 'mdxjsEsm', (node: MdxjsEsm) => {
      if (!node.data?.estree) return;
      for (const name of declaredNames(node.data.estree as unknown as Node)) own.add(name);
      for (const statement of node.data.estree.body) {
        const { source } = statement as unknown as { source?: { value: unknown; start: number } | null };
        if (source) lintImport(String(source.value), source.start, file);
        else lintNames(statement as unknown as Node, own, file);
      }
    });
    const components = [...postParts, ...experimentComponents(), ...own];
    visit(tree, (node) => {
      if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
        lintElement(node, components, own, file);
        for (const attribute of node.attributes) {
          const value = attribute.type === 'mdxJsxAttribute' ? attribute.value : attribute;
          if (typeof value !== 'object') continue;
          const expression = expressionOf(value?.data?.estree);
          if (expression) lintNames(expression, own, file);
        }
      } else if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression') {
        const expression = expressionOf(node.data?.estree);
        if (expression && !lintValue(expression, node.value, file, node.position?.start.offset))
          lintNames(expression, own, file, node.value);
      }
    });
  };
}

function lintElement(node: JsxElement, components: readonly string[], own: ReadonlySet<string>, file: VFile): void {
  const [name = ''] = (node.name ?? '').split('.');
  // As JSX tells components from HTML's elements.
  if (!/^[\p{Lu}_$]/u.test(name)) return;
  if (components.includes(name)) {
    const directive = node.attributes.find((one) => 'name' in one && /^(?:client|server):/.test(one.name));
    if (directive === undefined || !('name' in directive) || own.has(name)) return;
    const message = `<${name}> takes no ${directive.name}: this post does not import it`;
    const at = directive.position?.start ?? node.position?.start;
    reportProblem(file, 'unknown-component', at, message, `leave ${directive.name} out`);
    // Astro would stop at it, and name no line.
    node.attributes = node.attributes.filter((one) => one !== directive);
    return;
  }
  const near = nearest(name, components);
  reportProblem(
    file,
    'unknown-component',
    node.position?.start,
    `there is no component <${name}>`,
    near === undefined ? `there are ${components.filter((one) => /^\p{Lu}/u.test(one)).join(', ')}` : `write <${near}>`,
  );
}

function lintImport(specifier: string, offset: number, file: VFile): void {
  const isPath = /^\.{1,2}\//.test(specifier);
  const [first = '', second = ''] = specifier.split('/');
  const place = isPath
    ? resolve(dirname(file.path), specifier.replace(/[?#].*$/, ''))
    : resolve('node_modules', first.startsWith('@') ? `${first}/${second}` : first);
  if (isPath) dependOn(file, place);
  // Astro's and Node's own modules, and addresses from the root, are no packages.
  if (existsSync(place) || (!isPath && /^(?:[/~#]|\w+:)/.test(specifier))) return;
  reportProblem(
    file,
    'missing-import',
    pointAtOffset(file, offset),
    `“${specifier}”, which this post imports, does not exist`,
    'put the file beside the post and write ./name.astro, its ending included (case counts)',
  );
}

/** What cannot be shown, or not all of it. Whether something was said. */
function lintValue(expression: Node, written: string, file: VFile, offset: number | undefined): boolean {
  const isLost =
    ['SequenceExpression', 'ObjectExpression', 'AssignmentExpression'].includes(expression.type) ||
    /Function|^Class/.test(expression.type);
  if (!isLost) return false;
  reportProblem(
    file,
    'no-value',
    offset === undefined ? undefined : pointAtOffset(file, offset),
    `“{${short(written)}}” is no value that could be shown`,
    `if braces are meant, write \\{${short(written)}\\}; a set in a formula is \\{…\\} between $`,
  );
  return true;
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function lintNames(expression: Node, own: ReadonlySet<string>, file: VFile, shown?: string): void {
  const inner = new Set(declaredNames(expression));
  for (const node of readNames(expression)) {
    const name = String(node['name']);
    if (own.has(name) || inner.has(name) || name in globalThis || name === 'undefined' || name === 'arguments')
      continue;
    const near = nearest(name, own);
    reportProblem(
      file,
      'unknown-name',
      pointAtOffset(file, node.start),
      `nothing here is called “${name}”`,
      shown === undefined
        ? 'write words in quotes, or export the name in this post'
        : near === undefined
          ? `if braces are meant, write \\{${short(shown)}\\}`
          : `perhaps ${near} was meant; if braces are meant, write \\{${short(shown)}\\}`,
    );
    return;
  }
}
