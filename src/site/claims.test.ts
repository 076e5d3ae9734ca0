import { expect, it } from 'vitest';
import { claimAnchor, placesOfClaims } from './claims.ts';

const post = (id: string, body: string) => ({ id, body, data: { date: new Date(0) } });

it('finds where posts state a claim, each post once, and not in code', () => {
  const posts = [
    post('a', 'x <Measured experiment="one" claim="c" stat="worst" /> <Measured claim="c" experiment="one" />'),
    post('b', '```mdx\n<Measured experiment="one" claim="d" />\n```\n`<Measured experiment="one" claim="e" />`'),
    post('c', '<Measured\n  experiment="one"\n  claim="c"\n/>'),
  ];
  const places = placesOfClaims(posts);
  expect([...places].map(([claim, found]) => [claim, found.map(({ id }) => id)])).toEqual([['one/c', ['a', 'c']]]);
});

it('gives a claim an id without dots', () => {
  expect(claimAnchor('one', 'rate-0.01')).toBe('claim-one-rate-0_01');
});
