import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from '../house/imports.ts';
import { roomOf } from '../house/rooms.ts';
import { originOf, port, testSite } from '../browser/test-site.ts';
import { dynamicCodeIn } from './dynamic-code.ts';
import { type Built, FixtureSite } from './fixture-site.ts';
import { htmlFaults } from './html-faults.ts';

/**
 * The repository's own posts; every link is crawled by the build itself. At the root as they are published, under a base as the
 * browser tests read them, with their posts besides.
 */
describe.each(['', '/repo'])('this site under base “%s”', (base) => {
  let built: Built;
  let pages: { name: string; html: string }[];
  beforeAll(async () => {
    built = base === '' ? await new FixtureSite('whole').build() : await testSite();
    pages = readdirSync(built.dist, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.html'))
      .map((name) => ({ name, html: readFileSync(join(built.dist, name), 'utf8') }));
  });

  it('builds without a dead link', () => {
    expect(built.output).not.toContain('problems in the text');
    expect(built.code).toBe(0);
    expect(pages.length).toBeGreaterThan(30);
  });
  it('has no formula that failed', () => {
    expect(pages.filter(({ html }) => html.includes('katex-error')).map(({ name }) => name)).toEqual([]);
  });
  it('has three style sheets at most on a page, each where it is needed', () => {
    for (const { name, html } of pages) {
      // An old address has no look.
      if (html.includes('http-equiv="refresh"')) continue;
      const links = html.match(/<link [^>]*rel="stylesheet"[^>]*>/g) ?? [];
      const sheets = links.map((link) => /\/(\w+)\.[\w-]+\.css"/.exec(link)?.[1] ?? '').sort();
      const needed = [
        ...(/class="experiment[ "]/.test(html) ? ['experiments'] : []),
        'site',
        ...(/class="(?:prose|katex|excerpt|experiment)[ "]/.test(html) ? ['text'] : []),
      ];
      expect(sheets, name).toEqual(needed);
    }
  });

  // The same scripts and packages under every base.
  if (base === '') {
    it('makes no code of a text in any script that it ships: a worker has no content policy to forbid it', () => {
      const scripts = globSync('**/*.{js,mjs}', { cwd: built.dist });
      expect(scripts.length).toBeGreaterThan(20);
      const dynamic = scripts.flatMap((name) =>
        dynamicCodeIn(readFileSync(join(built.dist, name), 'utf8')).map((where) => `${name}: ${where}`),
      );
      expect(dynamic).toEqual([]);
    });
    it('lists every package that its pages and workers ask for, with the text of its licence', () => {
      const html = pages.find(({ name }) => /^licenses[\\/]/.test(name))?.html ?? '';
      const listed = new Map(
        [...html.matchAll(/<summary[^>]*> *<span[^>]*>([^<]*)<\/span>[\s\S]*?<pre[^>]*>([\s\S]*?)<\/pre>/g)].map(
          ([, name = '', text = '']) => [name, text],
        ),
      );
      const rooms = /^(?:islands|experiments|lab\/(?:contract|science|worker|page))$/;
      const asked = sourceFiles()
        .filter((file) => rooms.test(roomOf(file)) || file.startsWith('src/components/'))
        .flatMap((file) => importsOf(file))
        .filter(
          ({ to, kind, from }) =>
            kind !== 'type' && (kind === 'script' || !from.endsWith('.astro')) && /^[@a-z]/.test(to),
        )
        .map(({ to }) => /^(?:@[^/]+\/)?[^/]+/.exec(to)![0])
        .filter((name) => !/^(?:src|astro:.*|virtual:.*|node:.*)$/.test(name));
      expect(new Set(asked).size).toBeGreaterThan(5);
      expect([...new Set([...asked, 'katex', 'pagefind', 'astro'])].filter((name) => !listed.has(name))).toEqual([]);
      for (const [name, text] of listed)
        expect(text, name).toMatch(/Permission is hereby granted|Apache License\s+Version 2\.0|Redistribution and use/);
    });
  }

  describe('its experiments', () => {
    const page = (name: string): string => pages.find((one) => one.name.replaceAll('\\', '/') === name)?.html ?? '';
    const labs = (html: string): string[] =>
      [...html.matchAll(/<h[23][^>]*> *<a href="[^"]*\/lab\/([\w-]+)\/"/g)].map(([, name = '']) => name);
    const meta = (html: string, name: string): string =>
      new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html)?.[1] ?? '';
    const within = (html: string): string[] =>
      [...html.matchAll(/data-experiment="([\w-]+)"/g)].map(([, name = '']) => name);
    const inLecture = (): string[] => within(page('posts/lstm-lecture/index.html'));
    /** As the posts, read from the oldest on, show them first; those that stand in none come last. */
    const inPosts = (): string[] => {
      const posts = pages.filter(({ name }) => /^posts[\\/]/.test(name)).map(({ html }) => html);
      const day = (html: string): string => /<time datetime="([^"]*)"/.exec(html)![1]!;
      return [...new Set(posts.sort((a, b) => (day(a) < day(b) ? -1 : 1)).flatMap(within))];
    };

    it('are listed with question and picture, in the order of reading, at home and in their own list', () => {
      const names = readdirSync('src/experiments', { withFileTypes: true }).filter((entry) => entry.isDirectory());
      expect(inLecture().length).toBeGreaterThan(5);
      for (const name of ['index.html', 'lab/index.html']) {
        const html = page(name);
        const listed = labs(html);
        expect(listed.slice(0, inPosts().length), name).toEqual(inPosts());
        expect([...listed].sort(), name).toEqual(names.map((entry) => entry.name).sort());
        for (const lab of listed) {
          expect(html).toContain(/class="question"[^>]*>([^<]*)</.exec(page(`lab/${lab}/index.html`))?.[1]?.trim());
          expect(html).toContain(`href="${base}/lab/${lab}/still.svg#still"`);
          expect(readFileSync(join(built.dist, `lab/${lab}/still.svg`), 'utf8')).toMatch(/<g id="still"[^>]*>./);
        }
        const alternatives = [...html.matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, text]) => text);
        expect(alternatives.length).toBe(listed.length);
        expect(new Set(alternatives).size).toBe(listed.length);
      }
    });

    it('say on their pages what they are, and lead to the place in the lecture and to their neighbours', () => {
      const listed = labs(page('lab/index.html'));
      for (const [i, lab] of listed.entries()) {
        const html = page(`lab/${lab}/index.html`);
        const about = meta(html, 'description');
        expect(about.length, lab).toBeGreaterThan(40);
        expect(html).toContain(`>${about}</p>`);
        const back = /href="([^"]*)\/#([^"]*)"[^>]*>[^<]*LSTM/.exec(html);
        expect(back !== null, lab).toBe(inLecture().includes(lab));
        if (back) {
          expect(back[1]).toBe(`${base}/posts/lstm-lecture`);
          // The heading of this experiment and of no other.
          const heading = page('posts/lstm-lecture/index.html').split(`id="${back[2]}"`);
          expect(heading.length, back[2]).toBe(2);
          expect([...(heading[0] ?? '').matchAll(/data-experiment="([\w-]+)"/g)].at(-1)?.[1]).toBe(lab);
        }
        for (const [rel, other] of [
          ['prev', listed[i - 1]],
          ['next', listed[i + 1]],
        ] as const) {
          const found = [...html.matchAll(/<a [^>]*href="[^"]*\/lab\/([\w-]+)\/" rel="(\w+)"/g)];
          expect(found.find((match) => match[2] === rel)?.[1], `${lab} ${rel}`).toBe(other);
        }
      }
    });

    it('have each a picture of its own for social cards', () => {
      const cards = labs(page('lab/index.html')).map((lab) => {
        const url = meta(page(`lab/${lab}/index.html`), 'og:image');
        expect(url).toBe(`${base === '' ? 'https://host.example' : originOf(port)}${base}/lab/${lab}/card.png`);
        const png = readFileSync(join(built.dist, `lab/${lab}/card.png`));
        expect([png.readUInt32BE(16), png.readUInt32BE(20)], lab).toEqual([1200, 630]);
        return png.toString('base64');
      });
      expect(new Set(cards).size).toBe(cards.length);
      expect(cards.length).toBeGreaterThan(5);
    });
  });

  it('is valid HTML', async () => {
    expect(await htmlFaults(built.dist)).toEqual([]);
  });
});
