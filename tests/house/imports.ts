import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** How one file of src/ asks for another file or package. */
export interface Import {
  readonly from: string;
  /** a path from the repository's root (`src/lab/science/nn/layers.ts`), or a package's specifier (`@tensorflow/tfjs-core`) */
  readonly to: string;
  /**
   * static: it is loaded with the file. type: gone after compilation. dynamic: loaded when asked for. worker: another
   * thread's entry. glob: loaded with the file too, if `eager`, else when asked for. script: by the page's own script of an
   * .astro file, in the browser.
   */
  readonly kind: 'static' | 'type' | 'dynamic' | 'worker' | 'glob' | 'script';
}

/** Every file of source under src/, tests aside. */
export function sourceFiles(): string[] {
  return globSync('src/**/*.{ts,tsx,js,mjs,astro}')
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.tsx?$|\.d\.ts$/.test(file))
    .sort();
}

/** All imports of a file: of its frontmatter and its scripts, if it is an .astro file. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.astro')) return importsIn(text, file);
  const frontmatter = /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '');
  const inBrowser = scripts
    .flatMap((script) => importsIn(script, file))
    .map((one) => (one.kind === 'static' ? { ...one, kind: 'script' as const } : one));
  return [...importsIn(frontmatter, file), ...inBrowser];
}

function importsIn(text: string, from: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, kind: Import['kind']): void => {
    found.push({ from, to: resolve(specifier, from), kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const { text: specifier } = node.moduleSpecifier;
      // Only the address of what Vite builds as another thread's entry.
      if (/\?worker&url$/.test(specifier)) add(specifier, 'worker');
      else add(specifier, isTypeOnly(node) ? 'type' : 'static');
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.isTypeOnly ? 'type' : 'static');
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add((node.argument.literal as ts.StringLiteral).text, 'type');
    } else if (ts.isCallExpression(node)) {
      const [first, second] = node.arguments;
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword && first && ts.isStringLiteralLike(first)) {
        add(first.text, 'dynamic');
      } else if (node.expression.getText().startsWith('import.meta.glob') && first) {
        const kind = /eager:\s*true/.test(second?.getText() ?? '') ? 'glob' : 'dynamic';
        const patterns = ts.isArrayLiteralExpression(first) ? [...first.elements] : [first];
        for (const pattern of patterns.filter(ts.isStringLiteralLike)) {
          for (const file of matching(pattern.text, from)) found.push({ from, to: file, kind });
        }
      }
    } else if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
      const first = node.arguments?.[0];
      if (first && ts.isStringLiteralLike(first) && node.arguments?.[1]?.getText() === 'import.meta.url') {
        add(first.text, 'worker');
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from.replace(/\.astro$/, '.tsx'), text, ts.ScriptTarget.Latest, true));
  return found;
}

function isTypeOnly({ importClause: clause }: ts.ImportDeclaration): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return !clause.name && names !== undefined && ts.isNamedImports(names) && names.elements.every((e) => e.isTypeOnly);
}

function matching(pattern: string, from: string): string[] {
  const root = pattern.startsWith('/') ? pattern.slice(1) : posix.join(posix.dirname(from), pattern);
  return globSync(root).map((file) => file.replaceAll('\\', '/'));
}

/** A relative specifier becomes a path from the root, ending and all; others stay as they are. */
function resolve(specifier: string, from: string): string {
  if (!/^\.{0,2}\//.test(specifier)) return specifier;
  const name = specifier.replace(/\?.*$/, '');
  const path = name.startsWith('/') ? name.slice(1) : join(dirname(from), name).replaceAll('\\', '/');
  const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile();
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(isFile) ?? path;
}
