interface Cell {
  readonly cell_type: 'markdown' | 'code';
  readonly id: string;
  readonly metadata: object;
  readonly source: readonly string[];
  readonly execution_count?: null;
  readonly outputs?: readonly never[];
}

/** A cell begins where a line says so, as editors that run a script in pieces have it. */
const begin = /^(?=# %%)/m;

/** A script as a Jupyter notebook (nbformat 4.5): a cell for each part of it, prose where a part is marked so. */
export function notebookOf(script: string): string {
  const parts = script.split(begin).filter((part) => part.startsWith('# %%'));
  const notebook = {
    cells: parts.map(cellOf),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function cellOf(part: string, index: number): Cell {
  const [first = '', ...rest] = part.trimEnd().split('\n');
  const common = { id: `cell-${index + 1}`, metadata: {} };
  if (/^# %% \[markdown\]/.test(first))
    return { cell_type: 'markdown', ...common, source: lines(rest.map((line) => line.replace(/^# ?/, ''))) };
  const title = first.replace(/^# %% ?/, '# ');
  return { cell_type: 'code', ...common, source: lines([title, ...rest]), execution_count: null, outputs: [] };
}

/** Every line but the last ends itself. */
const lines = (all: readonly string[]): string[] => all.map((line, i) => (i < all.length - 1 ? `${line}\n` : line));
