import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { hashOf } from '../../../store/store.ts';
import { sourceGraph } from '../source-graph.ts';
import { versionOf } from '../source-hash.ts';

/** What a readout's or a setting's words are called in params.ts: they change no number. */
const wordKeys = new Set([
  ...['title', 'question', 'about', 'guesses', 'answer', 'reveal', 'check', 'presets', 'work', 'ticks'],
  ...['label', 'help', 'unit', 'symbol', 'means', 'none', 'only', 'names', 'slotNames'],
]);

/**
 * By which code an experiment's numbers are measured: a name for its science, all that it imports, what computes, and the
 * packages' versions. Comments, types, the form of the text and the words of params.ts do not count. It is no commit: a copy
 * without history has the same.
 */
export function scienceCode(name: string): string {
  const own = `src/experiments/${name}`;
  const { files, packages } = sourceGraph([
    `${own}/experiment.ts`,
    'src/lab/worker/backend.ts',
    'src/lab/contract/run-to-end.ts',
  ]);
  // The kernels' compiler is asked for by a plugin, not by an import.
  const versions = [...packages, 'assemblyscript'].map(versionOf);
  return hashOf(...files.flatMap((file) => [file, formOfFile(file)]), ...versions).slice(0, 12);
}

/** Most files are part of every experiment. */
const forms = new Map<string, string>();

function formOfFile(file: string): string {
  if (!existsSync(file)) throw new Error(`${file} is not there.`);
  const form = forms.get(file) ?? whatCounts(file, readFileSync(file, 'utf8'));
  forms.set(file, form);
  return form;
}

/** A source's text without what changes no number; data as it is. */
export function whatCounts(file: string, text: string): string {
  // In AssemblyScript types are the numbers' own.
  if (file.includes('/assembly/') || /\.m?js$/.test(file)) return tokensOf(text);
  if (!/\.tsx?$/.test(file)) return text.replaceAll('\r\n', '\n');
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.Preserve },
    transformers: /\/experiments\/[^/]+\/params\.ts$/.test(file) ? { before: [withoutWords] } : {},
  });
  return tokensOf(outputText);
}

const withoutWords: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && wordKeys.has(node.name.text)) return undefined;
    if (ts.isMethodDeclaration(node) && ts.isIdentifier(node.name) && wordKeys.has(node.name.text)) return undefined;
    return ts.visitEachChild(node, visit, context);
  };
  return (file) => ts.visitEachChild(file, visit, context);
};

/** The words and signs of a program, one a line: no spaces, no comments, no comma before a closing bracket. */
function tokensOf(text: string): string {
  const tokens: string[] = [];
  const file = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    if (children.length > 0) for (const child of children) visit(child);
    else if (node.getWidth(file) > 0) tokens.push(node.getText(file));
  };
  visit(file);
  const isSpare = (token: string, i: number) =>
    token === ',' && /^[\])}]$/.test(tokens[i + 1] ?? '') && !/^[[,]$/.test(tokens[i - 1] ?? '');
  return tokens.filter((token, i) => !isSpare(token, i)).join('\n');
}
