import type { Program } from 'estree';

/** A node of an expression in a post, as far as the checks look into it: by its type and its fields. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** The one expression of `{…}`; undefined if there is only a comment. */
export function expressionOf(program: Program | null | undefined): Node | undefined {
  const [statement] = program?.body ?? [];
  return statement?.type === 'ExpressionStatement' ? (statement.expression as unknown as Node) : undefined;
}

/** What an expression of nothing but literals is worth; undefined if it is anything else. */
export function staticValue(node: Node | undefined): { value: unknown } | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'Literal') return { value: node['value'] };
  if (node.type === 'UnaryExpression' && node['operator'] === '-') {
    const inner = staticValue(node['argument'] as Node);
    return inner && { value: -Number(inner.value) };
  }
  if (node.type === 'TemplateLiteral' && (node['expressions'] as Node[]).length === 0) {
    const [quasi] = node['quasis'] as { value: { cooked: string } }[];
    return { value: quasi?.value.cooked ?? '' };
  }
  if (node.type === 'ArrayExpression') {
    const parts = (node['elements'] as Node[]).map((element) => staticValue(element));
    return parts.every((part) => part !== undefined) ? { value: parts.map(({ value }) => value) } : undefined;
  }
  return undefined;
}

/** `{a: 1, 'b': 2}` as keys and what they are set to; undefined for what is no such object. */
export function entriesOf(node: Node | undefined): { key: string; node: Node; value: Node }[] | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  const properties = node['properties'] as Node[];
  if (properties.some((one) => one.type !== 'Property' || one['computed'] === true)) return undefined;
  return properties.map((one) => {
    const key = one['key'] as Node;
    return { key: String(key['name'] ?? key['value']), node: one, value: one['value'] as Node };
  });
}

/** Names that declarations, parameters and imports of a tree bring in. */
export function declaredNames(node: Node): string[] {
  const own = (() => {
    if (/^Import.*Specifier$/.test(node.type)) return [node['local']];
    if (node.type === 'VariableDeclarator') return [node['id']];
    if (/Function|^Class/.test(node.type)) return [node['id'], ...((node['params'] as Node[] | undefined) ?? [])];
    if (node.type === 'CatchClause') return [node['param']];
    return [];
  })();
  return [...own.filter(isNode).flatMap(patternNames), ...childrenOf(node).flatMap(declaredNames)];
}

function patternNames(node: Node): string[] {
  if (node.type === 'Identifier') return [String(node['name'])];
  if (node.type === 'Property') return patternNames(node['value'] as Node);
  if (node.type === 'AssignmentPattern') return patternNames(node['left'] as Node);
  return childrenOf(node).flatMap(patternNames);
}

/** Every identifier that a tree reads, but for names of properties. */
export function readNames(node: Node): Node[] {
  if (node.type === 'Identifier') return [node];
  if (node.type === 'MemberExpression' && node['computed'] !== true) return readNames(node['object'] as Node);
  if (node.type === 'Property' && node['computed'] !== true) return readNames(node['value'] as Node);
  if (/^(?:Method|Property)Definition$/.test(node.type) && node['computed'] !== true)
    return isNode(node['value']) ? readNames(node['value']) : [];
  if (node.type === 'ExportSpecifier') return readNames(node['local'] as Node);
  if (['MetaProperty', 'LabeledStatement', 'BreakStatement', 'ContinueStatement'].includes(node.type)) return [];
  // `typeof x` asks whether there is one.
  if (node.type === 'UnaryExpression' && node['operator'] === 'typeof') return [];
  return childrenOf(node).flatMap(readNames);
}
