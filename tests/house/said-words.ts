import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * Every sentence that the checks say to authors, as it stands in the code: what is put into it is written `{}`. Of a message that is
 * computed (KaTeX's, a parser's) nothing is known.
 */
export function saidWords(): { file: string; words: string }[] {
  const files = globSync(['src/markdown/**/*.ts', 'src/desk/site-links.ts', 'src/desk/check-text.ts'])
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.includes('.test.'))
    .sort();
  return files.flatMap((file) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ['reportProblem', 'report'].includes(node.expression.getText()))
        // The last two are what is wrong and what to do.
        for (const argument of node.arguments.slice(-2)) found.push(...wordsOf(argument));
      else if (
        (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) &&
        ['message', 'remedy', 'error', 'jekyll'].includes(node.name.getText()) &&
        node.initializer
      )
        found.push(...wordsOf(node.initializer));
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
    return found.map((words) => ({ file, words }));
  });
}

function wordsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map((span) => `{}${span.literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [...wordsOf(node.whenTrue), ...wordsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return wordsOf(node.expression);
  return [];
}
