import { createHash } from 'node:crypto';

/** The CSP source of an inline script. Astro hashes what it bundles; a script that must run before the first paint is not. */
export function scriptHash(source: string): `sha256-${string}` {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}

/** JSON for a data script: "<" is escaped, else "</script>" in a title would end it. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

/** A script of ours as a page carries it: lines that hold a comment only, and indentation, are the author's. */
export function withoutComments(source: string): string {
  return source.replace(/^[ \t]*(?:\/\/.*|\/\*.*\*\/[ \t]*)?(?:\n|$)/gm, '').replace(/^[ \t]+/gm, '');
}
