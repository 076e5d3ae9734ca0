import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { defineParams } from '../contract/definition.ts';
import { defaultsOf, type Params } from '../contract/schema.ts';
import { notebookOf } from '../page/take/notebook.ts';
import { scriptSetTo, scriptWith } from '../page/take/script-text.ts';
import { experimentNames, loadExperiment } from '../worker/registry.ts';
import { isReproduced, reproduceFile } from './reproduce-file.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('NOT TESTED: there is no python3, so nobody looks whether the scripts are Python at all.');

const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What Python makes of an expression behind a script's head. */
function python(script: string, expression: string): unknown {
  const file = join(folder, 'one.py');
  writeFileSync(file, `${script}\nimport json\nprint(json.dumps(${expression}))\n`);
  return JSON.parse(execFileSync('python3', [file], { encoding: 'utf8' })) as unknown;
}

const definition = defineParams({
  name: 'falling-stone',
  title: '石头',
  question: '多久落地？',
  about: '',
  guesses: [],
  answer: 0,
  reveal: '',
  schema: {
    height: { kind: 'number', symbol: 'h', label: '高度', unit: '米', min: 1, max: 9, step: 0.1, default: 5 },
    where: {
      kind: 'choices',
      label: '在哪里',
      most: 2,
      options: [
        { value: 'earth', label: '地球' },
        { value: 'moon', label: '月亮' },
      ],
      default: ['earth'],
    },
    words: { kind: 'text', label: '话', maxLength: 90, default: '' },
    seed: { kind: 'number', label: '种子', min: 1, max: 99, step: 1, default: 1 },
  },
  presets: [],
  readouts: { 'time.<where>': { label: '时间', unit: 'steps', means: '落了多久' } },
  series: {},
});
const hostile = `'"""\\n\n}\u2028import os # ${'\u0085'}{words}`;
const set: Params = { height: 2.5, where: ['earth', 'moon'], words: hostile, seed: 12 };
const body = '# %% 算\nfound = SETTINGS["height"] * 2\n';

test.runIf(hasPython)('the settings of the stage are the script’s, whatever a reader has typed', () => {
  const script = scriptSetTo(
    definition,
    set,
    scriptWith(definition, defaultsOf(definition.schema), body),
    `https://a.b/\nimport os`,
  );
  expect(python(script, '[SETTINGS, LABELS, found]')).toEqual([
    set,
    { 'time.earth': '时间（地球）（步）', 'time.moon': '时间（月亮）（步）' },
    5,
  ]);
});

test('what is no script of ours is not handed out as one', () => {
  expect(() => scriptSetTo(definition, set, '<!doctype html>', '')).toThrow('falling-stone');
});

test('a notebook is nbformat 4.5, and its cells are the script', () => {
  const script = scriptWith(definition, set, `# %% [markdown]\n# ## 题\n#\n# 话\n\n${body}`, 'https://a.b/');
  const notebook = JSON.parse(notebookOf(script)) as {
    nbformat: number;
    nbformat_minor: number;
    metadata: object;
    cells: { cell_type: string; id: string; source: string[]; outputs?: unknown[]; execution_count?: null }[];
  };
  expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
  expect(notebook.metadata).toMatchObject({
    kernelspec: { name: 'python3', display_name: expect.any(String) as string },
  });
  for (const { cell_type, id, source, ...rest } of notebook.cells) {
    expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    expect(source.slice(0, -1).every((line) => line.endsWith('\n'))).toBe(true);
    expect(rest).toEqual(
      cell_type === 'code' ? { metadata: {}, outputs: [], execution_count: null } : { metadata: {} },
    );
  }
  expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
  expect(notebook.cells.map(({ cell_type }) => cell_type)).toEqual(['markdown', 'code', 'code', 'markdown', 'code']);
  expect(notebook.cells.at(-2)!.source.join('')).toBe('## 题\n\n话');
  expect(notebook.cells.at(-1)!.source.join('')).toBe('# 算\nfound = SETTINGS["height"] * 2');
});

describe('the scripts of the experiments', async () => {
  const scripts = await Promise.all(
    experimentNames.filter(isReproduced).map(async (name) => ({
      name,
      text: reproduceFile((await loadExperiment(name)).definition),
    })),
  );

  test('each stands beside the words of its comparison, and what was found', () => {
    expect(scripts.length).toBeGreaterThan(0);
    for (const { name } of scripts)
      for (const file of ['crosscheck.ts', 'crosscheck.json'])
        expect(existsSync(`src/experiments/${name}/${file}`), `${name}: ${file}`).toBe(true);
  });

  test('no comparison that is kept has missed', () => {
    for (const file of globSync('src/experiments/*/crosscheck.json')) {
      const { missed, compared } = JSON.parse(readFileSync(file, 'utf8')) as { missed: number; compared: number };
      expect(missed, file).toBe(0);
      expect(compared, file).toBeGreaterThan(0);
    }
  });

  test('ask for torch and the standard library, and for nothing of the network', () => {
    const allowed = ['json', 'math', 're', 'sys', 'torch', 'torch.nn.functional', 'unicodedata'];
    for (const { name, text } of scripts) {
      const asked = [...text.matchAll(/^\s*(?:import|from) ([\w.]+)/gm)].map(([, module = '']) => module);
      expect(
        asked.filter((module) => !allowed.includes(module)),
        name,
      ).toEqual([]);
      expect(text.trimEnd().endsWith('if __name__ == "__main__":\n    report(*run(SETTINGS))'), name).toBe(true);
    }
  });

  test.runIf(hasPython)('are Python, each name of which is known', () => {
    for (const { name, text } of scripts) writeFileSync(join(folder, `${name}.py`), text);
    const looked = spawnSync('python3', ['-c', look, ...scripts.map(({ name }) => join(folder, `${name}.py`))], {
      encoding: 'utf8',
    });
    expect(looked.stderr + looked.stdout).toBe('');
  });
});

/** Compiles each file, and says which global names it reads that it never gives a value. */
const look = `
import ast, builtins, sys
for file in sys.argv[1:]:
    tree = ast.parse(open(file, encoding="utf-8").read(), file)
    compile(tree, file, "exec")
    known = set(dir(builtins)) | {"__name__"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load): known.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)): known.add(node.name)
        elif isinstance(node, ast.arg): known.add(node.arg)
        elif isinstance(node, (ast.Import, ast.ImportFrom)): known.update((a.asname or a.name).split(".")[0] for a in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in known: print(file, node.id, node.lineno)
`;
