import { expect, it } from 'vitest';
import { jsonForScript, scriptHash } from './inline-script.ts';

it('hashes as the CSP wants it', () => {
  expect(scriptHash('')).toBe('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
});

it('keeps a title from ending the script', () => {
  const json = jsonForScript({ title: '</script><script>' });
  expect(json).not.toContain('<');
  expect(JSON.parse(json)).toEqual({ title: '</script><script>' });
});
