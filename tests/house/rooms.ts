/**
 * The room of a file: src/markdown/links.ts -> markdown, src/lab/science/random.ts -> lab/science. The experiment that new
 * ones start from lies on the author's desk and keeps to the experiments' walls.
 */
export function roomOf(path: string): string {
  if (path.startsWith('src/desk/first-experiment/')) return 'experiments';
  const [, first = '', second = ''] = path.split('/');
  return first === 'lab' ? `lab/${second}` : first;
}
