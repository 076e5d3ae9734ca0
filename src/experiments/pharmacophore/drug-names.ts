import { nameLines } from './names.ts';

/** The 97 drugs by name; what they look like stands in molecules.ts, which only the worker loads. */
export const drugNames = nameLines
  .trim()
  .split('\n')
  .map((line) => {
    const [value = '', ofClass = '', label = ''] = line.split('|');
    return { value, ofClass, label };
  });
