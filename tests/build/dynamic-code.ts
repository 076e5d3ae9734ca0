import { parseAst } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof (value as { type?: unknown } | null)?.type === 'string';
const isNamed = (value: unknown, name: string): boolean =>
  isNode(value) && value.type === 'Identifier' && value['name'] === name;
const timers = ['setTimeout', 'setInterval', 'setImmediate'];

/**
 * The places of a script that make code of a text while it runs: `eval` under any name, `Function` called or handed on, a timer with
 * a text. Each as it is written there.
 */
export function dynamicCodeIn(script: string): string[] {
  // Few scripts have a word of it, and reading them all takes seconds.
  if (!/\beval\b|\bFunction\b|\bset(?:Timeout|Interval|Immediate)\s*\(\s*["'`]/.test(script)) return [];
  const found: string[] = [];
  const visit = (node: Node, parent: Node | undefined, role: string): void => {
    if (isDynamic(node, parent, role))
      found.push(script.slice((parent ?? node).start, (parent ?? node).end).slice(0, 80));
    for (const [key, value] of Object.entries(node))
      for (const child of [value].flat()) if (isNode(child)) visit(child, node, key);
  };
  visit(parseAst(script) as unknown as Node, undefined, '');
  return found;
}

/** @param role what the node is to its parent */
function isDynamic(node: Node, parent: Node | undefined, role: string): boolean {
  if (parent === undefined) return false;
  // `{ eval: 1 }` and `parser.eval` are names of somebody's own; those of the window are not.
  const isName = (role === 'key' || role === 'property') && parent['computed'] !== true;
  const ofWindow =
    parent.type === 'MemberExpression' &&
    ['window', 'self', 'globalThis', 'global', 'top', 'parent'].some((name) => isNamed(parent['object'], name));
  if (isNamed(node, 'eval')) return !isName || ofWindow;
  if (isNamed(node, 'Function')) {
    if (isName) return ofWindow;
    // `x instanceof Function`, `typeof Function` and `Function.prototype` make nothing.
    return !['UnaryExpression', 'BinaryExpression'].includes(parent.type) && role !== 'object';
  }
  if (role === 'property' && node.type === 'Literal' && (node['value'] === 'eval' || node['value'] === 'Function'))
    return ofWindow;
  const [first] = Array.isArray(parent['arguments']) ? (parent['arguments'] as unknown[]) : [];
  const isTimer = (callee: unknown): boolean =>
    timers.some(
      (name) =>
        isNamed(callee, name) ||
        (isNode(callee) && callee.type === 'MemberExpression' && isNamed(callee['property'], name)),
    );
  return (
    role === 'callee' &&
    isTimer(node) &&
    isNode(first) &&
    (first.type === 'TemplateLiteral' || (first.type === 'Literal' && typeof first['value'] === 'string'))
  );
}
